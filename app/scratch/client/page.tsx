import { ClientRecord } from '../../(dashboard)/clients/client-record';
import { PageHeader } from '../../(dashboard)/page-header';
import { PersonMenu } from '../../(dashboard)/person-menu';
import { defaultFormats } from '../../_ui/formats';
import { BackLink } from '../../_ui/back-link';
import { CheckedMark } from '../../_ui/checked-mark';
import { OpenInJobber } from '../../_ui/open-in-jobber';
import { State } from '../../_ui/state';
const docs=(n:number,st:string[],ti:string[])=>({hasMore:n>7,rows:Array.from({length:n},(_,i)=>({id:'d'+i,number:String(420-i),title:ti[i%ti.length]!,status:st[i%st.length]!,totalCents:i*13377+900,date:new Date(Date.now()-i*40*3600e3).toISOString()}))});
const a=(s:string)=>({street:s,street2:null,city:'Dover',province:'DE',postalCode:'19901',country:'United States'});
export default async function P() {
  const now=new Date().toISOString();
  const c:any={id:'c',jobberUrl:'https://secure.getjobber.com/clients/1',createdAt:'2023-04-12T10:00:00Z',updatedAt:now,hidden:[],checkedAt:now,name:'Ana Whitfield',firstName:'Ana',lastName:'Whitfield',companyName:'Whitfield Estates',isCompany:false,isLead:false,isArchived:false,balanceCents:124050,emails:[{address:'ana@whitfield.example',description:'MAIN',isPrimary:true}],phones:[{number:'(555) 010-1188',description:'MAIN',isPrimary:true},{number:'(555) 010-1190',description:'MOBILE',isPrimary:false}],billingAddress:a('14 Maple Grove Rd'),tags:['VIP','Weekly'],customFields:[{label:'Gate code',value:'4411',url:null},{label:'Contract',value:'drive.example/contract',url:'https://drive.example'}],properties:{rows:[{id:'p',name:'Home',address:a('14 Maple Grove Rd')},{id:'q',name:null,address:a('2 Lake View')}],hasMore:false},jobs:docs(8,['today','upcoming','late','archived'],['Spring clean-up','Weekly mowing, front, back and the strip along the lane']),quotes:docs(3,['awaiting_response','approved'],['Patio']),invoices:docs(5,['past_due','paid'],['For services rendered']),requests:docs(0,[],['']),notes:{rows:[{id:'n',message:'Dog in the yard. Ring first.\nPrefers mornings.',pinned:true,createdAt:now,createdBy:'Dana Ridge'}],hasMore:false}};
  return <><PageHeader title={c.name} back={<BackLink href={'/scratch/clients' as any} label="All clients" />} beside={<span className="text-table text-ink-soft max-sm:hidden"><State tone="good" word="Client" /></span>} freshness={<><CheckedMark checkedAt={c.checkedAt} serverNow={now} /><OpenInJobber url={c.jobberUrl} /></>} person={<PersonMenu name="Dana Ridge" />} /><ClientRecord client={c} account={null} formats={defaultFormats} now={now} /></>;
}
