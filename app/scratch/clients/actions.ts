'use server';
import type { ClientRow, JobRow } from '@/lib/live/contract';
import type { PageAnswer } from '../../_query/use-pages';
const names = ['Ana Whitfield','Bright Dental Co.','Łukasz Żółć','Zoë Fontaine','Marcus O’Neill','Greenfield Property Management LLC','Priya Raghunathan','Thomas & Sons Roofing','Elena Vasquez','Harbor View Condominiums Association of Owners','D. Kim','Sofia Lindqvist','Northgate Dental','Wei Chen'];
const cities=['Dover','Smyrna','Milford',null,'Rehoboth Beach','Camden'];
export async function rows(view: any, after?: string): Promise<PageAnswer<ClientRow>> {
  await new Promise(r=>setTimeout(r,200));
  if (view.search==='fail') return {error:{code:'jobber_unreachable',message:'Jobber did not answer within 15 seconds. Your data is safe; lists come back when Jobber does.',reference:'r-7Q2K9'}};
  if (view.search==='zzz') return {rows:[],endCursor:null,hasNextPage:false,hidden:[],checkedAt:new Date().toISOString()};
  const from=Number(after??0);
  return {rows:Array.from({length:25},(_,k)=>{const i=from+k;const n=names[i%names.length]!;return {id:`c${i}`,name:n,companyName:i%5===0?'Whitfield Estates':null,isCompany:i%5===0,isLead:i%9===2,isArchived:i%13===5,email:i%4===3?null:`person.${i}@example.com`,phone:i%6===4?null:`(555) 010-${1100+i}`,city:cities[i%6]!,province:'DE',balanceCents:i%3===1?0:i%7===6?null:(i*7919%420000)+50,tags:i%3===0?['VIP','Weekly']:[],updatedAt:new Date(Date.now()-i*i*3600e3).toISOString(),jobberUrl:null};}),endCursor:String(from+25),hasNextPage:from<75,hidden:view.search==='hidden'?['balance']:[],checkedAt:new Date().toISOString()};
}
const st=['today','upcoming','late','requires_invoicing','archived','unscheduled','action_required','something_new'];
const ti=['Spring clean-up','Weekly mowing — front, back and the strip along the lane','Replace water heater','Gutter cleaning','','Quarterly HVAC service'];
export async function jobs(view: any, after?: string): Promise<PageAnswer<JobRow>> {
  await new Promise(r=>setTimeout(r,200));
  const from=Number(after??0);
  return {rows:Array.from({length:25},(_,k)=>{const i=from+k;return {id:`j${i}`,jobNumber:1284-i,title:ti[i%6]!,status:st[i%8]!,type:'ONE_OFF',client:{id:'c1',name:names[i%names.length]!},street:i%5===3?null:`${100+i} Maple Grove Rd`,city:cities[i%6]!,startAt:i%8===5?null:new Date(Date.now()+(i-4)*9*3600e3*(i>12?20:1)).toISOString(),endAt:null,totalCents:(i*13331%900000)+1200,updatedAt:new Date(Date.now()-i*5*3600e3).toISOString(),jobberUrl:null};}),endCursor:String(from+25),hasNextPage:true,hidden:[],checkedAt:new Date().toISOString()};
}
