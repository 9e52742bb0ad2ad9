import { CURRENCIES } from './currencies.ts';

export type Version = '1.0' | '1.1';

/**
 * Codes of the standard's lists. Where 1.0 (1.0.3) differs from 1.1 (1.1.5) both stand here; a list that 1.0 does not
 * have is empty there. Which list is closed is said at the field (structure.ts).
 */
const LISTS = {
  releaseTag: [
    'planning planningUpdate tender tenderAmendment tenderUpdate tenderCancellation award awardUpdate ' +
      'awardCancellation contract contractUpdate contractAmendment implementation implementationUpdate ' +
      'contractTermination compiled',
    'planning tender tenderAmendment tenderUpdate tenderCancellation award awardUpdate awardCancellation contract ' +
      'contractUpdate contractAmendment implementation implementationUpdate contractTermination compiled',
  ],
  initiationType: ['tender', 'tender'],
  tenderStatus: [
    'planning planned active cancelled unsuccessful complete withdrawn',
    'planned active cancelled unsuccessful complete',
  ],
  awardStatus: ['pending active cancelled unsuccessful', 'pending active cancelled unsuccessful'],
  contractStatus: ['pending active cancelled terminated', 'pending active cancelled terminated'],
  milestoneStatus: ['scheduled met notMet partiallyMet', 'met notMet partiallyMet'],
  method: ['open selective limited direct', 'open selective limited'],
  procurementCategory: ['goods works services', ''],
  extendedProcurementCategory: ['goods works services consultingServices', ''],
  awardCriteria: [
    'priceOnly costOnly qualityOnly ratedCriteria lowestCost bestProposal bestValueToGovernment singleBidOnly',
    'lowestCost bestProposal bestValueToGovernment singleBidOnly',
  ],
  submissionMethod: [
    'electronicSubmission electronicAuction written inPerson',
    'electronicSubmission electronicAuction written inPerson',
  ],
  documentType: [
    'plannedProcurementNotice tenderNotice awardNotice contractNotice completionCertificate procurementPlan ' +
      'biddingDocuments technicalSpecifications evaluationCriteria evaluationReports contractDraft contractSigned ' +
      'contractArrangements contractSchedule physicalProgressReport financialProgressReport finalAudit ' +
      'hearingNotice marketStudies eligibilityCriteria clarifications shortlistedFirms environmentalImpact ' +
      'assetAndLiabilityAssessment riskProvisions winningBid complaints contractAnnexe contractGuarantees ' +
      'subContract needsAssessment feasibilityStudy projectPlan billOfQuantity bidders conflictOfInterest ' +
      'debarments illustration submissionDocuments contractSummary cancellationDetails',
    'tenderNotice awardNotice contractNotice completionCertificate procurementPlan biddingDocuments ' +
      'technicalSpecifications evaluationCriteria evaluationReports contractSigned contractArrangements ' +
      'contractSchedule physicalProcessReport financialProgressReport finalAudit hearingNotice marketStudies ' +
      'eligibilityCriteria clarifications shortlistedFirms environmentalImpact assetAndLiabilityAssessment ' +
      'riskProvisions winningBid complaints contractAnnexe contractGuarantees subContract needsAssessment ' +
      'feasibilityStudy projectPlan billOfQuantity bidders conflictOfInterest debarments',
  ],
  itemClassificationScheme: ['CPV CPVS GSIN UNSPSC CPC OKDP OKPD CUCOP NAICS PSC HS', 'CPV CPVS GSIN UNSPSC'],
  milestoneType: ['preProcurement approval engagement assessment delivery reporting financing payment', ''],
  partyRole: [
    'buyer procuringEntity supplier tenderer funder enquirer payer payee reviewBody interestedParty',
    '',
  ],
  relatedProcess: [
    'framework planning parent prior unsuccessfulProcess subContract replacementProcess renewalProcess',
    '',
  ],
  relatedProcessScheme: ['ocid', ''],
  unitClassificationScheme: ['UNCEFACT QUDT', ''],
} as const;

export type Codelist = keyof typeof LISTS | 'currency';

/** The codes of a list in a version, in the standard's order. */
export function codesOf(list: Codelist, version: Version): readonly string[] {
  if (list === 'currency') return [...CURRENCIES];
  const text = LISTS[list][version === '1.1' ? 0 : 1];
  return text === '' ? [] : text.split(' ');
}
