import { JobRecord } from '../../(dashboard)/jobs/job-record';
import { PageHeader } from '../../(dashboard)/page-header';
import { PersonMenu } from '../../(dashboard)/person-menu';
import { defaultFormats } from '../../_ui/formats';
import { RecordState } from '../../_ui/record-state';
import { OpenInJobber } from '../../_ui/open-in-jobber';
export default async function P() {
  const now=new Date().toISOString();
  const j:any={id:'j',jobberUrl:'https://x.example',createdAt:now,updatedAt:now,hidden:[],checkedAt:now,jobNumber:1284,title:'Weekly mowing, front and back',instructions:'Use the side gate.\nBag the clippings.',status:'late',type:'RECURRING',billingType:'VISIT_BASED',client:{id:'c',name:'Ana Whitfield'},property:{id:'p',name:null,address:{street:'14 Maple Grove Rd',street2:null,city:'Dover',province:'DE',postalCode:'19901',country:'US'}},quote:{id:'q',name:'#87'},request:null,salesperson:'Dana Ridge',startAt:'2026-03-02T13:00:00Z',endAt:'2026-11-27T13:00:00Z',completedAt:null,totalCents:484000,invoicedCents:310000,uninvoicedCents:174000,costing:null,visitCounts:{past:34,future:2,unscheduled:0,incomplete:1},customFields:[],lineItems:{rows:[{id:'l',name:'Mowing',description:'Front and back lawn, edges trimmed, clippings bagged',quantity:1,unitPriceCents:9500,totalCents:9500}],hasMore:false},visits:{hasMore:true,rows:Array.from({length:10},(_,i)=>({id:'v'+i,title:i%3?'Mowing':null,status:['UPCOMING','TODAY','COMPLETED','LATE'][i%4]!,startAt:new Date(Date.now()-(i-2)*80*3600e3).toISOString(),endAt:null,isAllDay:i%4===1,completedAt:i%4===2?now:null}))},invoices:{rows:[],hasMore:false},notes:null};
  return <><PageHeader title={<><span className="text-ink-soft font-normal">#1284</span> {j.title}</>} beside={<span className="text-table max-sm:hidden"><RecordState kind="job" status={j.status} /></span>} freshness={<OpenInJobber url={j.jobberUrl} />} person={<PersonMenu name="Dana Ridge" />} /><JobRecord job={j} account={null} formats={defaultFormats} now={now} /></>;
}
