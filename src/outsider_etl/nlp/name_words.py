"""Words that tell a name that is no organisation: what laws, plans, rankings, events and common nouns are called by."""

# Laws, strategies, programmes, projects, prizes, rankings, indices and events are no organisations.
OTHER_HEADS = frozenset(
    "accord accords act acts agenda agreement agreements amendment article award awards bill bills budget challenge "
    "charter competition conference constitution contest convention conventions cup decree decrees directive doctrine "
    "election elections exhibition expo festival framework guideline guidelines index law laws memorandum olympics "
    "order orders pact plan plans policy prize prizes program programme programmes programs project projects protocol "
    "protocols ranking rankings regulation regulations report resolution resolutions roadmap rule rules scheme seminar "
    "strategies strategy study summit symposium treaties treaty war wars workshop yearbook".split()
)

# Bodies that are called a programme all the same.
WORLD_BODIES = ("United Nations", "UN ", "World ")

# Words that stand for an organisation named elsewhere, or for none: alone they are no name.
COMMON_NOUNS = frozenset(
    "administration agency allied army association authority bank board branch bureau cabinet center centre "
    "chamber command commission committee company corporation council court courts department directorate "
    "division embassy executive federal federation firm force foundation fund government group institute "
    "institution judiciary laboratory legislature military ministry national office organisation organization "
    "parties party police presidency secretariat secretary section service services society state states "
    "subcommittee tribunal union university".split()
)

# Acronyms that stand for common nouns in everyday English, in whatever field a report is from.
COMMON_ACRONYMS = frozenset(
    "5G AI AIDS API AR ATM CCTV CEO CFO CIO CO2 COVID COVID-19 CPI CPU CSR CTO DIY DNA DVD ESG EV EVs FAQ FDI FX FY "
    "GDP GHG GIS GNI GNP GPS GPU HD HIV HR HTML ICBM ICT ID IoT IP IPO ISBN ISP ISSN IT LED LGBT LLM LNG M&A ML MP MPs "
    "NGO NGOs ODA OSS PC PDF PhD PM PPE PPP PR PV Q&A QR R&D RFID RNA ROI SDG SDGs SIM SME SMEs SMS STEM SUV TB TV UAV "
    "UAVs UK URL US USA USB USSR VAT VC VIP VPN VR WMD XML".split()
)
