#pragma once

// The tables of `suits run`, from a summary. Names of tables and columns are stable; columns appear
// only where the scenario uses their mechanism.
//
//   turnaround     kinds of work and milestones, all tiers and each
//   causes         where their time goes, in a director's terms
//   breakdown      the same by exact label and role (files only)
//   roles          load, utilisation, queue, cover
//   role_weeks     role × week (a picture on the screen)
//   people         the same for each person
//   person_weeks   person × week (files only)
//   accounts       deliverables, hours, money
//   account_kinds  account × kind of work (files only)
//   careers        turnover, vacancies, promotions
//   career_weeks   role × week: load and heads (a picture on the screen)
//   churn          health of all accounts, accounts lost a year
//   relationships  health of each account, how often it is lost
//   health_weeks   account × week (a picture on the screen)
//   warnings       account × mark: how often its health fell below, and when
//   over_servicing, retainer_months, renewals, wins, months   contracts and new business
//   rules          how often each acted
//   plausibility   observed figures beside the simulated ones: see plausibility_report.hpp

#include <vector>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// In the order above; those of mechanisms that are off are left out.
std::vector<Table> run_tables(const Model& model, const Summary& summary);

Table turnaround_table(const Model& model, const Summary& summary);
Table causes_table(const Model& model, const Summary& summary);
Table breakdown_table(const Model& model, const Summary& summary);
Table roles_table(const Model& model, const Summary& summary);
Table role_weeks_table(const Model& model, const Summary& summary);
Table people_table(const Model& model, const Summary& summary);
Table person_weeks_table(const Model& model, const Summary& summary);
Table accounts_table(const Model& model, const Summary& summary);
Table account_kinds_table(const Model& model, const Summary& summary);
Table careers_table(const Model& model, const Summary& summary);
Table career_weeks_table(const Model& model, const Summary& summary);
/// Require: the scenario has relationships.
Table churn_table(const Model& model, const Summary& summary);
Table relationships_table(const Model& model, const Summary& summary);
Table health_weeks_table(const Model& model, const Summary& summary);
Table warnings_table(const Model& model, const Summary& summary);

/// Of contracts and new business, where the scenario has them.
void add_business_tables(const Model& model, const Summary& summary, std::vector<Table>& tables);
Table rules_table(const Model& model, const Summary& summary);

}  // namespace suits
