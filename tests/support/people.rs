//! The people of a record, in short.

use rapporteur::record::Record;

/// Name, role and party of each participant.
pub(crate) fn people(record: &Record) -> Vec<(&str, Option<&str>, Option<&str>)> {
    let participants = record.participants.iter();
    participants
        .map(|person| {
            (
                person.name.as_str(),
                person.role.as_deref(),
                person.party.as_deref(),
            )
        })
        .collect()
}
