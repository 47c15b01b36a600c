"""The declaration of every table: columns, types, units, descriptions, checks, keys."""

from outsider_etl.tables.declaration import Table
from outsider_etl.tables.models.citations import Citations, Works
from outsider_etl.tables.models.mentions import Dates, Money, OrganisationMentions, Organisations
from outsider_etl.tables.models.outcome import Failures, OrganisationsIndex, Rejected
from outsider_etl.tables.models.structure import Documents, Footnotes, Paragraphs, Sections

TABLES: dict[str, type[Table]] = {
    "documents": Documents,
    "sections": Sections,
    "paragraphs": Paragraphs,
    "footnotes": Footnotes,
    "citations": Citations,
    "works": Works,
    "organisations": Organisations,
    "organisation_mentions": OrganisationMentions,
    "money": Money,
    "dates": Dates,
    "organisations_index": OrganisationsIndex,
    "rejected": Rejected,
    "failures": Failures,
}
