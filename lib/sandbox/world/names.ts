/** Words for made-up people and places. Phones are 555 numbers and e-mails end in example.com on purpose. */

const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

export const firstNames =
  words(`Karen, Michael, Linda, David, Susan, Robert, Jessica, Brian, Angela, Kevin, Melissa, Jason,
  Amanda, Thomas, Rebecca, Daniel, Stephanie, Mark, Laura, Steven, Emily, Patrick, Rachel, Gregory, Nicole, Andrew, Diane,
  Raymond, Carol, Dennis, Teresa, Walter, Janet, Harold, Frances, Marcus, Tamika, Andre, Monique, Terrence, Carlos, Maria,
  Luis, Sofia, Miguel, Priya, Anil, Deepa, Wei, Mei, Hiroshi, Kenji, Omar, Layla, Fatima, Nadia, Olga, Ivan, Greta, Heather,
  Kyle, Brooke, Tyler, Megan, Derek, Allison, Craig, Holly, Vernon, Gloria, Curtis, Yvonne, Theodore, Eleanor, Wendell, Ruth`);

export const lastNames =
  words(`Anderson, Baker, Bennett, Bradley, Brooks, Bryant, Caldwell, Campbell, Carter, Chen, Coleman,
  Cooper, Crawford, Cunningham, Davis, Diaz, Donovan, Douglas, Ellis, Evans, Ferguson, Fischer, Fleming, Foster, Franklin,
  Garcia, Gibson, Graham, Griffin, Hammond, Harper, Hayes, Henderson, Hernandez, Hoffman, Holloway, Hughes, Jennings, Johnson,
  Kaminski, Kapoor, Keller, Kim, Klein, Larsen, Lawson, Lindqvist, Lopez, Maddox, Marshall, Martinez, McAllister, Meyer, Mitchell,
  Morales, Nakamura, Nguyen, Novak, Olson, Ortega, Parker, Patel, Peterson, Phillips, Porter, Ramirez, Reynolds, Richardson,
  Rossi, Russo, Sanders, Schmidt, Sheridan, Simmons, Singh, Stewart, Sullivan, Tanaka, Thompson, Tran, Turner, Vasquez, Wagner,
  Walsh, Washington, Watkins, Weber, Whitaker, Williams, Yamamoto, Zimmerman`);

/** Names that break careless code: accents, apostrophes, other scripts, two parts, no first name. */
export const unusualPeople: readonly (readonly [string, string])[] = [
  ['Zoë', 'Müller-Brandt'],
  ['Siobhán', "O'Rourke"],
  ['José', 'Núñez de la Cruz'],
  ['美咲', '渡辺'],
  ['Łukasz', 'Żółkiewski'],
  ['François', "D'Amboise"],
  ['', 'Pendergast'],
  ['Björk', 'Guðmundsdóttir'],
  ['Анна', 'Соколова'],
  ['Mary Jo', 'St. Clair'],
  ['Nguyễn', 'Thị Ánh'],
  ['Cher', ''],
];

export const companyStems =
  words(`Maple Street, Riverbend, Oakmont, Stonegate, Lakeshore, Heritage, Summit, Brookfield, Harbor Point,
  Cornerstone, Fairview, Pinecrest, Northgate, Silver Birch, Westfield, Bayside, Eastgate, Hillcrest, Willow Creek, Old Mill`);
export const companyKinds =
  words(`Property Management, Dental, Family Dentistry, Montessori, HOA, Coffee Roasters, Veterinary Clinic, Realty Group,
  Auto Body, Church, Condominiums, Pediatrics, Storage, Brewing Co., Fitness, Assisted Living, Law Offices, Bakery`);

export const streets =
  words(`Maple Ave, Oak St, Cedar Ln, Elm St, Birchwood Dr, Chestnut St, Dogwood Ct, Hawthorne Rd, Hickory Ln, Juniper Way, Laurel Dr,
  Magnolia Blvd, Meadow Ln, Mill Rd, Orchard Dr, Park Ave, Pine Ridge Rd, Quail Run, Ridgeview Dr, River Rd, Rosewood Ct, Sycamore St,
  Spring Hollow Rd, Sunset Dr, Timber Trl, Valley View Rd, Walnut St, Washington St, Willow Bend, Winding Brook Ln, Church St, Main St`);

export const leadSources = words(
  `Google, Referral, Facebook, Nextdoor, Yard sign, Repeat client, Angi, Thumbtack, Website, Truck lettering`,
);
