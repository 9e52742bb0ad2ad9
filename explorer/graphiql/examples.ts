/** Queries of a first visit, one tab each. They are run by a test against the public schema. */
export const examples: readonly { query: string; variables?: string }[] = [
  {
    query: `# 最近签订的合同。按 Ctrl+Enter 运行；按 Ctrl+空格 看可用的字段。
# The contracts signed last. Ctrl+Enter runs, Ctrl+Space shows the fields there are.
query LatestContracts {
  contracts(first: 10) {
    nodes {
      title
      dateSigned
      value {
        amount
        currency
      }
    }
  }
}
`,
  },
  {
    query: `# 各部门及其最近的合同。
# Departments, each with its latest contracts.
query Departments($departments: Int = 10) {
  departments(first: $departments) {
    nodes {
      name
      contracts(first: 3) {
        nodes {
          title
          dateSigned
        }
      }
    }
  }
}
`,
    variables: '{ "departments": 10 }',
  },
  {
    query: `# 一年的部门预算，按功能分类汇总：每笔金额只计一次。
# Department budgets of a year by function: every amount counts once.
query Budgets($year: Int = 2026) {
  budgetTotals(
    side: expenditure
    breakdown: function
    book: all
    scope: consolidated
    phase: approved
    where: { fiscalYear: { in: [$year] } }
    groupBy: [FUNCTION]
    functionLevel: 1
  ) {
    coverage
    departmentCount
    groups {
      nodes {
        functionalClass {
          code
          name
        }
        sums {
          amount
          currency
        }
      }
    }
    notCounted(first: 3) {
      reason
      table {
        title
      }
      instead {
        title
      }
    }
  }
}
`,
    variables: '{ "year": 2026 }',
  },
  {
    query: `# 我是谁?在上方填入令牌后,可查询内部字段。
# Who am I? With a token in the field above, internal fields can be asked for too.
query WhoAmI {
  viewer {
    role
  }
}
`,
  },
];
