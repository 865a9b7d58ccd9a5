-- The first tables, as the models of that day declare them. Never edited: a change is a migration of its own.

CREATE TABLE action (
    what TEXT,
    by_id TEXT,
    due_on TEXT,
    done_on TEXT,
    contact_id TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_action PRIMARY KEY (id),
    CONSTRAINT fk_action_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_action_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_action_contact_id ON action (contact_id);

CREATE INDEX ix_action_space_id ON action (space_id);

CREATE TABLE aid (
    scheme TEXT,
    kind TEXT,
    asked INTEGER,
    granted INTEGER,
    on_day TEXT,
    status TEXT,
    decided_on TEXT,
    paid_on TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_aid PRIMARY KEY (id),
    CONSTRAINT fk_aid_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_aid_space_id ON aid (space_id);

CREATE TABLE amendment (
    contract_id TEXT,
    number INTEGER,
    motive TEXT,
    changes TEXT,
    handed_on TEXT,
    effective_on TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_amendment PRIMARY KEY (id),
    CONSTRAINT fk_amendment_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_amendment_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_amendment_contract_id ON amendment (contract_id);

CREATE INDEX ix_amendment_space_id ON amendment (space_id);

CREATE TABLE appointment (
    on_day TEXT,
    at_time TEXT,
    minutes INTEGER,
    kind TEXT,
    place TEXT,
    with_ids TEXT,
    worker_id TEXT,
    moved_from TEXT,
    outcome TEXT,
    confidentiality TEXT,
    confided_by_id TEXT,
    hide_from_ids TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_appointment PRIMARY KEY (id),
    CONSTRAINT fk_appointment_worker_id FOREIGN KEY(worker_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_appointment_confided_by_id FOREIGN KEY(confided_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_appointment_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_appointment_confided_by_id ON appointment (confided_by_id);

CREATE INDEX ix_appointment_space_id ON appointment (space_id);

CREATE INDEX ix_appointment_worker_id ON appointment (worker_id);

CREATE TABLE approval (
    diagnosis_id TEXT,
    person_id TEXT,
    status TEXT,
    on_day TEXT,
    reservations TEXT,
    version_hash TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_approval PRIMARY KEY (id),
    CONSTRAINT fk_approval_diagnosis_id FOREIGN KEY(diagnosis_id) REFERENCES diagnosis (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_approval_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_approval_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_approval_diagnosis_id ON approval (diagnosis_id);

CREATE INDEX ix_approval_person_id ON approval (person_id);

CREATE INDEX ix_approval_space_id ON approval (space_id);

CREATE TABLE arrears (
    earlier BOOLEAN,
    plan_from_day TEXT,
    plan_monthly INTEGER,
    plan_agreed_with_id TEXT,
    plan_kind TEXT,
    plan_ended_on TEXT,
    hold_from_day TEXT,
    hold_until TEXT,
    hold_by_id TEXT,
    hold_promise TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_arrears PRIMARY KEY (id),
    CONSTRAINT fk_arrears_plan_agreed_with_id FOREIGN KEY(plan_agreed_with_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_arrears_hold_by_id FOREIGN KEY(hold_by_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_arrears_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_arrears_hold_by_id ON arrears (hold_by_id);

CREATE INDEX ix_arrears_plan_agreed_with_id ON arrears (plan_agreed_with_id);

CREATE INDEX ix_arrears_space_id ON arrears (space_id);

CREATE TABLE arrears_step (
    arrears_id TEXT,
    step TEXT,
    on_day TEXT,
    hearing_on TEXT,
    hearing_at TEXT,
    place TEXT,
    written_delay_value INTEGER,
    written_delay_unit TEXT,
    text TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_arrears_step PRIMARY KEY (id),
    CONSTRAINT fk_arrears_step_arrears_id FOREIGN KEY(arrears_id) REFERENCES arrears (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_arrears_step_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_arrears_step_arrears_id ON arrears_step (arrears_id);

CREATE INDEX ix_arrears_step_space_id ON arrears_step (space_id);

CREATE TABLE attachment (
    space_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB,
    file TEXT,
    wrapped_key BLOB,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (space_id, sha256),
    CONSTRAINT fk_attachment_space_id FOREIGN KEY(space_id) REFERENCES space (id)
);

CREATE TABLE audit_event (
    n INTEGER NOT NULL,
    at TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    object_id TEXT,
    facts TEXT NOT NULL,
    mac BLOB NOT NULL,
    CONSTRAINT pk_audit_event PRIMARY KEY (n)
);

CREATE INDEX ix_audit_event_at ON audit_event (at);

CREATE INDEX ix_audit_event_object_id ON audit_event (object_id);

CREATE TABLE budget (
    earlier BOOLEAN,
    on_day TEXT,
    housing_rent INTEGER,
    housing_charges INTEGER,
    housing_housing_benefit INTEGER,
    housing_rls INTEGER,
    housing_energy_works INTEGER,
    housing_annexes INTEGER,
    housing_paid_to_landlord BOOLEAN,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_budget PRIMARY KEY (id),
    CONSTRAINT fk_budget_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_budget_space_id ON budget (space_id);

CREATE TABLE budget_charge (
    budget_id TEXT,
    type TEXT,
    label TEXT,
    monthly INTEGER,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_budget_charge PRIMARY KEY (id),
    CONSTRAINT fk_budget_charge_budget_id FOREIGN KEY(budget_id) REFERENCES budget (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_budget_charge_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_budget_charge_budget_id ON budget_charge (budget_id);

CREATE INDEX ix_budget_charge_space_id ON budget_charge (space_id);

CREATE TABLE budget_debt (
    budget_id TEXT,
    creditor TEXT,
    type TEXT,
    balance INTEGER,
    monthly INTEGER,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_budget_debt PRIMARY KEY (id),
    CONSTRAINT fk_budget_debt_budget_id FOREIGN KEY(budget_id) REFERENCES budget (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_budget_debt_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_budget_debt_budget_id ON budget_debt (budget_id);

CREATE INDEX ix_budget_debt_space_id ON budget_debt (space_id);

CREATE TABLE budget_resource (
    budget_id TEXT,
    type TEXT,
    person_id TEXT,
    monthly TEXT,
    current INTEGER,
    proof BOOLEAN,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_budget_resource PRIMARY KEY (id),
    CONSTRAINT fk_budget_resource_budget_id FOREIGN KEY(budget_id) REFERENCES budget (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_budget_resource_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_budget_resource_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_budget_resource_budget_id ON budget_resource (budget_id);

CREATE INDEX ix_budget_resource_person_id ON budget_resource (person_id);

CREATE INDEX ix_budget_resource_space_id ON budget_resource (space_id);

CREATE TABLE case_file (
    operator_id TEXT,
    number TEXT,
    programme TEXT,
    opened_on TEXT,
    closed_on TEXT,
    closing_reason TEXT,
    category TEXT,
    referral_organisation_id TEXT,
    referral_worker_id TEXT,
    referral_received_on TEXT,
    referral_alert_signs TEXT,
    referral_text TEXT,
    referral_told_to_household_on TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_case_file PRIMARY KEY (id),
    CONSTRAINT fk_case_file_operator_id FOREIGN KEY(operator_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_file_referral_organisation_id FOREIGN KEY(referral_organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_file_referral_worker_id FOREIGN KEY(referral_worker_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_file_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_case_file_operator_id ON case_file (operator_id);

CREATE INDEX ix_case_file_referral_organisation_id ON case_file (referral_organisation_id);

CREATE INDEX ix_case_file_referral_worker_id ON case_file (referral_worker_id);

CREATE INDEX ix_case_file_space_id ON case_file (space_id);

CREATE TABLE case_organisation (
    organisation_id TEXT,
    said TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_case_organisation PRIMARY KEY (id),
    CONSTRAINT fk_case_organisation_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_organisation_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_case_organisation_organisation_id ON case_organisation (organisation_id);

CREATE INDEX ix_case_organisation_space_id ON case_organisation (space_id);

CREATE TABLE case_worker (
    worker_id TEXT,
    role TEXT,
    said TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_case_worker PRIMARY KEY (id),
    CONSTRAINT fk_case_worker_worker_id FOREIGN KEY(worker_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_worker_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_case_worker_space_id ON case_worker (space_id);

CREATE INDEX ix_case_worker_worker_id ON case_worker (worker_id);

CREATE TABLE committee_item (
    session_id TEXT,
    kind TEXT,
    number TEXT,
    planned_on TEXT,
    held_on TEXT,
    place TEXT,
    participant_ids TEXT,
    purpose TEXT,
    presenter_id TEXT,
    decision TEXT,
    measure_type TEXT,
    intensity TEXT,
    operator_id TEXT,
    review_due_on TEXT,
    motive TEXT,
    reservations TEXT,
    told_to_household_on TEXT,
    household_answer TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_committee_item PRIMARY KEY (id),
    CONSTRAINT fk_committee_item_presenter_id FOREIGN KEY(presenter_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_committee_item_operator_id FOREIGN KEY(operator_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_committee_item_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_committee_item_operator_id ON committee_item (operator_id);

CREATE INDEX ix_committee_item_presenter_id ON committee_item (presenter_id);

CREATE INDEX ix_committee_item_space_id ON committee_item (space_id);

CREATE TABLE consent (
    person_ids TEXT,
    recipient_id TEXT,
    topics TEXT,
    purpose TEXT,
    given_on TEXT,
    until TEXT,
    withdrawn_on TEXT,
    members_informed_ids TEXT,
    form TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_consent PRIMARY KEY (id),
    CONSTRAINT fk_consent_recipient_id FOREIGN KEY(recipient_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_consent_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_consent_recipient_id ON consent (recipient_id);

CREATE INDEX ix_consent_space_id ON consent (space_id);

CREATE TABLE contact (
    on_day TEXT,
    at_time TEXT,
    kind TEXT,
    outcome TEXT,
    notice BOOLEAN,
    announced BOOLEAN,
    landlord_present BOOLEAN,
    landlord_announced BOOLEAN,
    minutes INTEGER,
    travel_minutes INTEGER,
    worker_id TEXT,
    present_ids TEXT,
    place TEXT,
    objective_ids TEXT,
    next_on TEXT,
    interpreter TEXT,
    confidentiality TEXT,
    confided_by_id TEXT,
    hide_from_ids TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_contact PRIMARY KEY (id),
    CONSTRAINT fk_contact_worker_id FOREIGN KEY(worker_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_contact_confided_by_id FOREIGN KEY(confided_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_contact_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_contact_confided_by_id ON contact (confided_by_id);

CREATE INDEX ix_contact_space_id ON contact (space_id);

CREATE INDEX ix_contact_worker_id ON contact (worker_id);

CREATE TABLE contact_passage (
    contact_id TEXT,
    kind TEXT,
    text TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_contact_passage PRIMARY KEY (id),
    CONSTRAINT fk_contact_passage_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_contact_passage_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_contact_passage_contact_id ON contact_passage (contact_id);

CREATE INDEX ix_contact_passage_space_id ON contact_passage (space_id);

CREATE TABLE contract (
    earlier BOOLEAN,
    legal_regime TEXT,
    handed_on TEXT,
    talked_again_on TEXT,
    effective_on TEXT,
    review_on TEXT,
    ended_on TEXT,
    end_reason TEXT,
    rhythm TEXT,
    originals INTEGER,
    landlord_signs BOOLEAN,
    refusal_reason TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_contract PRIMARY KEY (id),
    CONSTRAINT fk_contract_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_contract_space_id ON contract (space_id);

CREATE TABLE device (
    id TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    public_key BLOB NOT NULL,
    signing_key BLOB,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_device PRIMARY KEY (id)
);

CREATE TABLE diagnosis (
    earlier BOOLEAN,
    interviews TEXT,
    place TEXT,
    present_ids TEXT,
    author_ids TEXT,
    work_axes TEXT,
    operator_means TEXT,
    partners_to_mobilise TEXT,
    estimated_duration_months INTEGER,
    proposed_measure TEXT,
    household_opinion TEXT,
    disagreements TEXT,
    landlord_opinion TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_diagnosis PRIMARY KEY (id),
    CONSTRAINT fk_diagnosis_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_diagnosis_space_id ON diagnosis (space_id);

CREATE TABLE diagnosis_point (
    diagnosis_id TEXT,
    point TEXT,
    reported TEXT,
    observed TEXT,
    analysis TEXT,
    strengths TEXT,
    share_with_landlord TEXT,
    landlord_sentence TEXT,
    state TEXT,
    household_read_on TEXT,
    landlord_said_text TEXT,
    landlord_said_by_id TEXT,
    landlord_said_on_day TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_diagnosis_point PRIMARY KEY (id),
    CONSTRAINT fk_diagnosis_point_diagnosis_id FOREIGN KEY(diagnosis_id) REFERENCES diagnosis (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_diagnosis_point_landlord_said_by_id FOREIGN KEY(landlord_said_by_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_diagnosis_point_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_diagnosis_point_diagnosis_id ON diagnosis_point (diagnosis_id);

CREATE INDEX ix_diagnosis_point_landlord_said_by_id ON diagnosis_point (landlord_said_by_id);

CREATE INDEX ix_diagnosis_point_space_id ON diagnosis_point (space_id);

CREATE TABLE difficulty (
    diagnosis_id TEXT,
    what TEXT,
    cause TEXT,
    consequence TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_difficulty PRIMARY KEY (id),
    CONSTRAINT fk_difficulty_diagnosis_id FOREIGN KEY(diagnosis_id) REFERENCES diagnosis (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_difficulty_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_difficulty_diagnosis_id ON difficulty (diagnosis_id);

CREATE INDEX ix_difficulty_space_id ON difficulty (space_id);

CREATE TABLE disclosure (
    what TEXT,
    to_whom TEXT,
    organisation_id TEXT,
    at TEXT,
    authorisation_id TEXT,
    document_id TEXT,
    how TEXT,
    by_id TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_disclosure PRIMARY KEY (id),
    CONSTRAINT fk_disclosure_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_disclosure_authorisation_id FOREIGN KEY(authorisation_id) REFERENCES consent (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_disclosure_document_id FOREIGN KEY(document_id) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_disclosure_by_id FOREIGN KEY(by_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_disclosure_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_disclosure_authorisation_id ON disclosure (authorisation_id);

CREATE INDEX ix_disclosure_by_id ON disclosure (by_id);

CREATE INDEX ix_disclosure_document_id ON disclosure (document_id);

CREATE INDEX ix_disclosure_organisation_id ON disclosure (organisation_id);

CREATE INDEX ix_disclosure_space_id ON disclosure (space_id);

CREATE TABLE document (
    kind TEXT,
    recipient TEXT,
    which_id TEXT,
    which TEXT,
    state TEXT,
    sha256 TEXT,
    content_hash TEXT,
    template_version TEXT,
    made_on TEXT,
    file_name TEXT,
    file_size INTEGER,
    attachment_id TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_document PRIMARY KEY (id),
    CONSTRAINT fk_document_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_document_space_id ON document (space_id);

CREATE TABLE document_cache (
    space_id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    envelope_id INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    snapshot BLOB NOT NULL,
    CONSTRAINT pk_document_cache PRIMARY KEY (space_id),
    CONSTRAINT fk_document_cache_space_id FOREIGN KEY(space_id) REFERENCES space (id)
);

CREATE TABLE draft (
    id TEXT NOT NULL,
    space_id TEXT,
    target TEXT NOT NULL,
    row_id TEXT,
    field TEXT NOT NULL,
    base TEXT,
    text TEXT NOT NULL,
    cursor INTEGER,
    device_id TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id)
);

CREATE INDEX ix_draft_space_id ON draft (space_id);

CREATE TABLE dwelling (
    lease_id TEXT,
    address TEXT,
    type TEXT,
    area_m2 TEXT,
    floor TEXT,
    financing TEXT,
    furnished BOOLEAN,
    accessibility TEXT,
    available_until TEXT,
    apl_ceiling INTEGER,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_dwelling PRIMARY KEY (id),
    CONSTRAINT fk_dwelling_lease_id FOREIGN KEY(lease_id) REFERENCES lease (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_dwelling_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_dwelling_lease_id ON dwelling (lease_id);

CREATE INDEX ix_dwelling_space_id ON dwelling (space_id);

CREATE TABLE envelope (
    id INTEGER NOT NULL,
    space_id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    replica TEXT NOT NULL,
    n INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    hash BLOB NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    seal BLOB NOT NULL,
    body BLOB NOT NULL,
    stored_at TEXT NOT NULL,
    CONSTRAINT pk_envelope PRIMARY KEY (id),
    CONSTRAINT fk_envelope_space_id FOREIGN KEY(space_id) REFERENCES space (id)
);

CREATE UNIQUE INDEX ix_envelope_name ON envelope (space_id, replica, n);

CREATE INDEX ix_envelope_space_id ON envelope (space_id);

CREATE TABLE household (
    label TEXT,
    interpreter_language TEXT,
    protected_address BOOLEAN,
    address_form TEXT,
    sort_key TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_household PRIMARY KEY (id),
    CONSTRAINT fk_household_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_household_sort_key ON household (sort_key);

CREATE INDEX ix_household_space_id ON household (space_id);

CREATE TABLE intensity_period (
    measure_id TEXT,
    from_day TEXT,
    level TEXT,
    visit_every_days INTEGER,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_intensity_period PRIMARY KEY (id),
    CONSTRAINT fk_intensity_period_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_intensity_period_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_intensity_period_measure_id ON intensity_period (measure_id);

CREATE INDEX ix_intensity_period_space_id ON intensity_period (space_id);

CREATE TABLE lease (
    earlier BOOLEAN,
    kind TEXT,
    signed_on TEXT,
    renewed_on TEXT,
    started_on TEXT,
    ends_on TEXT,
    ended_on TEXT,
    rent INTEGER,
    charges INTEGER,
    deposit INTEGER,
    tenant_ids TEXT,
    tenant_of_record TEXT,
    clause_delay_value INTEGER,
    clause_delay_unit TEXT,
    slide_motive TEXT,
    slide_conditions TEXT,
    trial_until TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_lease PRIMARY KEY (id),
    CONSTRAINT fk_lease_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_lease_space_id ON lease (space_id);

CREATE TABLE lease_exam (
    lease_id TEXT,
    due_on TEXT,
    held_on TEXT,
    criteria TEXT,
    household_view TEXT,
    operator_view TEXT,
    landlord_view TEXT,
    proposal TEXT,
    prefect_told_on TEXT,
    refusal_motive TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_lease_exam PRIMARY KEY (id),
    CONSTRAINT fk_lease_exam_lease_id FOREIGN KEY(lease_id) REFERENCES lease (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_lease_exam_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_lease_exam_lease_id ON lease_exam (lease_id);

CREATE INDEX ix_lease_exam_space_id ON lease_exam (space_id);

CREATE TABLE letter (
    on_day TEXT,
    kind TEXT,
    to_whom TEXT,
    organisation_id TEXT,
    subject TEXT,
    text TEXT,
    sent_on TEXT,
    acknowledged_on TEXT,
    chase_on TEXT,
    confidentiality TEXT,
    confided_by_id TEXT,
    hide_from_ids TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_letter PRIMARY KEY (id),
    CONSTRAINT fk_letter_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_letter_confided_by_id FOREIGN KEY(confided_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_letter_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_letter_confided_by_id ON letter (confided_by_id);

CREATE INDEX ix_letter_organisation_id ON letter (organisation_id);

CREATE INDEX ix_letter_space_id ON letter (space_id);

CREATE TABLE measure (
    earlier BOOLEAN,
    scheme TEXT,
    measure_type TEXT,
    phase TEXT,
    graduated_action INTEGER,
    referent_id TEXT,
    operator_id TEXT,
    funder_id TEXT,
    started_on TEXT,
    ended_on TEXT,
    end_reason TEXT,
    renewal_count INTEGER,
    max_months INTEGER,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_measure PRIMARY KEY (id),
    CONSTRAINT fk_measure_referent_id FOREIGN KEY(referent_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_measure_operator_id FOREIGN KEY(operator_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_measure_funder_id FOREIGN KEY(funder_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_measure_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_measure_funder_id ON measure (funder_id);

CREATE INDEX ix_measure_operator_id ON measure (operator_id);

CREATE INDEX ix_measure_referent_id ON measure (referent_id);

CREATE INDEX ix_measure_space_id ON measure (space_id);

CREATE TABLE movement (
    arrears_id TEXT,
    on_day TEXT,
    kind TEXT,
    label TEXT,
    debit INTEGER,
    credit INTEGER,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_movement PRIMARY KEY (id),
    CONSTRAINT fk_movement_arrears_id FOREIGN KEY(arrears_id) REFERENCES arrears (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_movement_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_movement_arrears_id ON movement (arrears_id);

CREATE INDEX ix_movement_space_id ON movement (space_id);

CREATE TABLE mutual_commitments (
    earlier BOOLEAN,
    on_day TEXT,
    handed_on TEXT,
    household TEXT,
    operator TEXT,
    landlord TEXT,
    next_point_on TEXT,
    originals INTEGER,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_mutual_commitments PRIMARY KEY (id),
    CONSTRAINT fk_mutual_commitments_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_mutual_commitments_space_id ON mutual_commitments (space_id);

CREATE TABLE objective (
    contract_id TEXT,
    axis TEXT,
    household_words TEXT,
    expected_result TEXT,
    indicator TEXT,
    baseline TEXT,
    target TEXT,
    due_on TEXT,
    achieved_on TEXT,
    means TEXT,
    partner TEXT,
    commitments_household TEXT,
    commitments_operator TEXT,
    commitments_landlord TEXT,
    points TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_objective PRIMARY KEY (id),
    CONSTRAINT fk_objective_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_objective_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_objective_contract_id ON objective (contract_id);

CREATE INDEX ix_objective_space_id ON objective (space_id);

CREATE TABLE organisation (
    kind TEXT,
    name TEXT,
    service TEXT,
    address TEXT,
    phone TEXT,
    email TEXT,
    siret TEXT,
    rna TEXT,
    approvals TEXT,
    time_zone TEXT,
    holiday_zone TEXT,
    sort_key TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_organisation PRIMARY KEY (id),
    CONSTRAINT fk_organisation_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_organisation_sort_key ON organisation (sort_key);

CREATE INDEX ix_organisation_space_id ON organisation (space_id);

CREATE TABLE partner (
    name TEXT,
    topic TEXT,
    contact TEXT,
    kind TEXT,
    since TEXT,
    agreed_by_id TEXT,
    confidentiality TEXT,
    confided_by_id TEXT,
    hide_from_ids TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_partner PRIMARY KEY (id),
    CONSTRAINT fk_partner_agreed_by_id FOREIGN KEY(agreed_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_partner_confided_by_id FOREIGN KEY(confided_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_partner_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_partner_agreed_by_id ON partner (agreed_by_id);

CREATE INDEX ix_partner_confided_by_id ON partner (confided_by_id);

CREATE INDEX ix_partner_space_id ON partner (space_id);

CREATE TABLE person (
    household_id TEXT,
    first_name TEXT,
    last_name TEXT,
    birth_name TEXT,
    called TEXT,
    civility TEXT,
    birth_date TEXT,
    relation TEXT,
    nationality TEXT,
    residence_permit_type TEXT,
    residence_permit_valid_until TEXT,
    contact_ways TEXT,
    contact_hours TEXT,
    contact_leave_message BOOLEAN,
    contact_phone TEXT,
    contact_email TEXT,
    contact_code_word TEXT,
    protection_measure TEXT,
    representative TEXT,
    shared_custody BOOLEAN,
    preferences TEXT,
    sort_key TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_household_id FOREIGN KEY(household_id) REFERENCES household (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_person_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_person_household_id ON person (household_id);

CREATE INDEX ix_person_sort_key ON person (sort_key);

CREATE INDEX ix_person_space_id ON person (space_id);

CREATE TABLE piece (
    aid_id TEXT,
    procedure_id TEXT,
    name TEXT,
    state TEXT,
    on_day TEXT,
    by_id TEXT,
    until TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_piece PRIMARY KEY (id),
    CONSTRAINT fk_piece_aid_id FOREIGN KEY(aid_id) REFERENCES aid (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_piece_procedure_id FOREIGN KEY(procedure_id) REFERENCES procedure (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_piece_by_id FOREIGN KEY(by_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_piece_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_piece_aid_id ON piece (aid_id);

CREATE INDEX ix_piece_by_id ON piece (by_id);

CREATE INDEX ix_piece_procedure_id ON piece (procedure_id);

CREATE INDEX ix_piece_space_id ON piece (space_id);

CREATE TABLE procedure (
    topic TEXT,
    body TEXT,
    what TEXT,
    status TEXT,
    on_day TEXT,
    due_on TEXT,
    chase_on TEXT,
    confidentiality TEXT,
    confided_by_id TEXT,
    hide_from_ids TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_procedure PRIMARY KEY (id),
    CONSTRAINT fk_procedure_confided_by_id FOREIGN KEY(confided_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_procedure_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_procedure_confided_by_id ON procedure (confided_by_id);

CREATE INDEX ix_procedure_space_id ON procedure (space_id);

CREATE TABLE progress (
    objective_id TEXT,
    on_day TEXT,
    measured TEXT,
    stage TEXT,
    household_words TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_progress PRIMARY KEY (id),
    CONSTRAINT fk_progress_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_progress_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_progress_objective_id ON progress (objective_id);

CREATE INDEX ix_progress_space_id ON progress (space_id);

CREATE TABLE publication (
    what TEXT,
    frozen_text TEXT,
    version_hash TEXT,
    authorisation_id TEXT,
    by_id TEXT,
    on_day TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_publication PRIMARY KEY (id),
    CONSTRAINT fk_publication_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_publication_space_id ON publication (space_id);

CREATE TABLE referent_period (
    measure_id TEXT,
    worker_id TEXT,
    from_day TEXT,
    to_day TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_referent_period PRIMARY KEY (id),
    CONSTRAINT fk_referent_period_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_referent_period_worker_id FOREIGN KEY(worker_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_referent_period_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_referent_period_measure_id ON referent_period (measure_id);

CREATE INDEX ix_referent_period_space_id ON referent_period (space_id);

CREATE INDEX ix_referent_period_worker_id ON referent_period (worker_id);

CREATE TABLE request (
    requested_at TEXT,
    channel TEXT,
    person_id TEXT,
    worker_id TEXT,
    text TEXT,
    urgency TEXT,
    first_response_at TEXT,
    settled_at TEXT,
    outcome TEXT,
    confidentiality TEXT,
    confided_by_id TEXT,
    hide_from_ids TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_request PRIMARY KEY (id),
    CONSTRAINT fk_request_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_request_worker_id FOREIGN KEY(worker_id) REFERENCES worker (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_request_confided_by_id FOREIGN KEY(confided_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_request_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_request_confided_by_id ON request (confided_by_id);

CREATE INDEX ix_request_person_id ON request (person_id);

CREATE INDEX ix_request_space_id ON request (space_id);

CREATE INDEX ix_request_worker_id ON request (worker_id);

CREATE TABLE residential_period (
    household_id TEXT,
    person_id TEXT,
    from_day TEXT,
    to_day TEXT,
    situation TEXT,
    address TEXT,
    exit_reason TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_residential_period PRIMARY KEY (id),
    CONSTRAINT fk_residential_period_household_id FOREIGN KEY(household_id) REFERENCES household (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_residential_period_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_residential_period_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_residential_period_household_id ON residential_period (household_id);

CREATE INDEX ix_residential_period_person_id ON residential_period (person_id);

CREATE INDEX ix_residential_period_space_id ON residential_period (space_id);

CREATE TABLE same_dwelling (
    one_id TEXT,
    other_id TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_same_dwelling PRIMARY KEY (id),
    CONSTRAINT fk_same_dwelling_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_same_dwelling_space_id ON same_dwelling (space_id);

CREATE TABLE same_person (
    one_id TEXT,
    other_id TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_same_person PRIMARY KEY (id),
    CONSTRAINT fk_same_person_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_same_person_space_id ON same_person (space_id);

CREATE TABLE scheme_period (
    scheme TEXT,
    from_day TEXT,
    to_day TEXT,
    renewals INTEGER,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_scheme_period PRIMARY KEY (id),
    CONSTRAINT fk_scheme_period_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_scheme_period_space_id ON scheme_period (space_id);

CREATE TABLE search_entry (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    space_id TEXT NOT NULL,
    case_id TEXT,
    object_id TEXT NOT NULL,
    on_day TEXT,
    levels TEXT NOT NULL,
    source_table TEXT NOT NULL,
    source_id TEXT NOT NULL,
    CONSTRAINT pk_search_entry PRIMARY KEY (id)
);

CREATE INDEX ix_search_entry_source ON search_entry (source_table, source_id);

CREATE TABLE search_name (
    row_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    space_id TEXT NOT NULL,
    case_id TEXT,
    shown TEXT NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_search_name PRIMARY KEY (row_id)
);

CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE TABLE signature (
    contract_id TEXT,
    amendment_id TEXT,
    mutual_commitments_id TEXT,
    signatory_id TEXT,
    capacity TEXT,
    on_day TEXT,
    method TEXT,
    outcome TEXT,
    reason TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_signature PRIMARY KEY (id),
    CONSTRAINT fk_signature_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_signature_amendment_id FOREIGN KEY(amendment_id) REFERENCES amendment (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_signature_mutual_commitments_id FOREIGN KEY(mutual_commitments_id) REFERENCES mutual_commitments (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_signature_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_signature_amendment_id ON signature (amendment_id);

CREATE INDEX ix_signature_contract_id ON signature (contract_id);

CREATE INDEX ix_signature_mutual_commitments_id ON signature (mutual_commitments_id);

CREATE INDEX ix_signature_space_id ON signature (space_id);

CREATE TABLE signature_evidence (
    document_id TEXT,
    signature_id TEXT,
    sha256 TEXT,
    signatory_id TEXT,
    outcome TEXT,
    method TEXT,
    at TEXT,
    record TEXT,
    record_sha256 TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_signature_evidence PRIMARY KEY (id),
    CONSTRAINT fk_signature_evidence_document_id FOREIGN KEY(document_id) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_signature_evidence_signature_id FOREIGN KEY(signature_id) REFERENCES signature (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_signature_evidence_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_signature_evidence_document_id ON signature_evidence (document_id);

CREATE INDEX ix_signature_evidence_signature_id ON signature_evidence (signature_id);

CREATE INDEX ix_signature_evidence_space_id ON signature_evidence (space_id);

CREATE TABLE space (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    case_id TEXT,
    organisation_id TEXT,
    "key" BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_space PRIMARY KEY (id)
);

CREATE INDEX ix_space_case_id ON space (case_id);

CREATE TABLE suspension (
    measure_id TEXT,
    from_day TEXT,
    to_day TEXT,
    reason TEXT,
    told_on TEXT,
    ref TEXT,
    position INTEGER,
    written TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_suspension PRIMARY KEY (id),
    CONSTRAINT fk_suspension_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_suspension_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_suspension_measure_id ON suspension (measure_id);

CREATE INDEX ix_suspension_space_id ON suspension (space_id);

CREATE TABLE worker (
    organisation_id TEXT,
    name TEXT,
    profession TEXT,
    secrecy_basis TEXT,
    phone TEXT,
    email TEXT,
    sort_key TEXT,
    id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT,
    archived_at TEXT,
    CONSTRAINT pk_worker PRIMARY KEY (id),
    CONSTRAINT fk_worker_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_worker_space_id FOREIGN KEY(space_id) REFERENCES space (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_worker_organisation_id ON worker (organisation_id);

CREATE INDEX ix_worker_sort_key ON worker (sort_key);

CREATE INDEX ix_worker_space_id ON worker (space_id);

CREATE VIRTUAL TABLE search_text USING fts5(body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');

CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_text', 'row');

INSERT INTO search_text(search_text, rank) VALUES ('secure-delete', 1);
