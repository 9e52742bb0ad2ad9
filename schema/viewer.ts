import type { HubContext } from '../src/context.ts';
import { internal } from '../src/declare/types.ts';
import type { Viewer } from '../src/viewer.ts';
import { builder, declare } from './builder.ts';

const open = declare({ visibility: 'public' });
const staff = declare({ visibility: internal('Roles of the administration are not the public’s concern.') });

const RoleEnum = builder.enumType('Role', {
  description: 'Who the viewer is to the hub (角色).',
  values: {
    PUBLIC: { description: 'Anyone, without a key (公众).', ...open },
    JOURNALIST: { description: 'Reads what the public reads, with higher limits (记者).', ...open },
    OFFICER: { description: 'Works in a department: own internal detail (部门工作人员).', ...staff },
    ANALYST: { description: 'Reads internal detail of all departments (分析人员).', ...staff },
    AUDITOR: { description: 'The same, and confirms check results (审计人员).', ...staff },
    ADMIN: { description: 'Users, keys, packs, imports (管理员).', ...staff },
  } as const,
  ...open,
});

const ViewerRef = builder.objectRef<Viewer>('Viewer').implement({
  description: 'The one asking, as the hub sees you (当前用户).',
  ...open,
  fields: (t) => ({
    role: t.field({
      type: RoleEnum,
      nullable: false,
      description: 'Role (角色).',
      resolve: (viewer) => viewer.role,
      ...open,
    }),
    name: t.string({
      description: 'Name in the access log (姓名).',
      resolve: (viewer) => viewer.name,
      ...staff,
    }),
    departments: t.stringList({
      nullable: false,
      description: 'Keys of your departments; units below them are yours as well (所属部门).',
      resolve: (viewer) => [...viewer.departments],
      ...staff,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    nullable: false,
    description: 'The one asking (当前用户).',
    resolve: (_root, _args, context: HubContext) => context.viewer,
    ...open,
  }),
);
