import { builder, declare } from '../builder.ts';

const speaksOfInternal = declare({
  visibility: { audience: 'internal', reason: 'Speaks of internal detail.' },
});

export const DetailAccess = builder.enumType('DetailAccess', {
  description: 'Whether internal detail of a row is open to the viewer (内部信息权限).',
  values: {
    OPEN: { description: 'There is internal detail, and you may read it (可查看).', ...speaksOfInternal },
    OTHER_DEPARTMENT: {
      description: 'The row belongs to another department; whether there is detail is not said (其他部门).',
      ...speaksOfInternal,
    },
    NONE: { description: 'No internal detail is recorded (无内部信息).', ...speaksOfInternal },
  } as const,
  ...speaksOfInternal,
});
