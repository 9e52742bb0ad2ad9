import type { FactRow } from '../../publish/facts.ts';
import { demoDataset } from '../marks.ts';
import { documentKey } from './documents.ts';

/** The final operating funds that `planted.ts` says are withheld: the form has an empty cell there. */
export function withheldBudgets(): FactRow[] {
  const subject = `${documentKey('105/2024/finalAccount/consolidated')}/operating-funds/disclosure`;
  return [
    {
      dataset_key: demoDataset,
      key: `${subject}/withheld/actual`,
      subject_type: 'OperatingFund',
      subject_key: subject,
      field: 'actual',
      category: 'notYetPublic',
      until: '2027-06-30',
      legal_provision: '中华人民共和国政府信息公开条例 第十六条',
    },
  ];
}
