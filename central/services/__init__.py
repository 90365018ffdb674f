"""The services that the central decides by rule: for each, its checks and what an approval changes in the records."""

from __future__ import annotations

from collections.abc import Mapping

from central.services import (
    card_loss,
    file_reception,
    flexible_subsidy,
    job_seeking,
    pension_claim,
    pension_qualification,
    skill_subsidy,
    unemployment_benefit,
    vacancy_publication,
)
from central.services.rules import Rules

RULES: Mapping[str, Rules] = {
    unemployment_benefit.ITEM: Rules(unemployment_benefit.check, unemployment_benefit.approved),
    pension_qualification.ITEM: Rules(pension_qualification.check, pension_qualification.approved),
    card_loss.ITEM: Rules(card_loss.check, card_loss.approved),
    job_seeking.ITEM: Rules(job_seeking.check, job_seeking.approved),
    vacancy_publication.ITEM: Rules(vacancy_publication.check, vacancy_publication.approved),
    file_reception.ITEM: Rules(file_reception.check, file_reception.approved),
    pension_claim.ITEM: Rules(pension_claim.check, pension_claim.approved),
    skill_subsidy.ITEM: Rules(skill_subsidy.check, skill_subsidy.approved),
    flexible_subsidy.ITEM: Rules(flexible_subsidy.check, flexible_subsidy.approved),
}
