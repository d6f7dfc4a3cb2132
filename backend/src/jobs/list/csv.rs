//! A job's rows for a spreadsheet: part by part, so that ten thousand are never in memory at once.

use domain::access::Person;
use domain::at::At;
use domain::change::Task;
use domain::csv::write_line;
use domain::fault::Fault;
use domain::ids::JobId;
use domain::jobs::{Only, StepState};

use super::store::{self, Line};
use crate::Backend;

/// Rows in one part.
const PART: i64 = 500;
/// Columns that say of which WorkSpace are called as the list that can be given to the fleet calls them.
const HEAD: [&str; 12] = [
    "user",
    "workspace",
    "account",
    "region",
    "directory",
    "state",
    "step",
    "outcome",
    "code",
    "message",
    "request_id",
    "moved",
];

/// A part of a job's rows as CSV, and the `after` of the next part. The first part, after row 0, begins with the head;
/// rows that this person may not see are in none.
///
/// # Errors
/// `NotFound`.
pub async fn csv(
    backend: &Backend,
    person: &Person,
    id: JobId,
    only: Option<Only>,
    after: i64,
) -> Result<(String, Option<i64>), Fault> {
    let is_first = after == 0;
    if is_first && store::one(backend.db(), person, id).await?.is_none() {
        return Err(super::absent());
    }
    let lines = store::lines(backend.db(), person, id, only, after, PART).await?;
    let next = lines.last().filter(|_| lines.len() as i64 == PART).map(|line| line.n);
    Ok((written(is_first, &lines), next))
}

fn written(with_head: bool, lines: &[Line]) -> String {
    let mut text = String::new();
    if with_head {
        write_line(&mut text, HEAD);
    }
    for line in lines {
        write_line(&mut text, cells(line));
    }
    text
}

fn cells(line: &Line) -> [String; HEAD.len()] {
    let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let state = StepState::from_slug(&line.state).unwrap_or(StepState::NeedsPerson);
    [
        line.label.clone(),
        text(&line.workspace_id),
        line.account.clone(),
        line.region.clone(),
        line.directory_id.clone(),
        state.word().to_owned(),
        step(line),
        text(&line.outcome),
        text(&line.code),
        text(&line.message),
        text(&line.request_id),
        At(line.moved_at).iso(),
    ]
}

/// `2 of 3: root volume 200 GiB`.
fn step(line: &Line) -> String {
    let task: Option<Task> = line.what.as_deref().and_then(|what| serde_json::from_str(what).ok());
    let far = format!("{} of {}", line.at, line.steps);
    task.map_or_else(|| far.clone(), |task| format!("{far}: {}", task.words()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(label: &str, message: &str) -> Line {
        Line {
            n: 1,
            label: label.to_owned(),
            workspace_id: Some("ws-1".to_owned()),
            account: "111122223333".to_owned(),
            region: "eu-west-1".to_owned(),
            directory_id: "d-1".to_owned(),
            state: "failed".to_owned(),
            at: 2,
            steps: 3,
            what: Some(r#"{"Set":{"Root":200}}"#.to_owned()),
            outcome: None,
            code: Some("InvalidParameterValuesException".to_owned()),
            message: Some(message.to_owned()),
            request_id: None,
            moved_at: 1_795_248_000_000,
        }
    }

    fn text(lines: &[Line]) -> String {
        written(true, lines)
    }

    #[test]
    fn a_row_is_a_line_below_the_head() {
        let text = text(&[line("ann", "Not \"today\",\nann.")]);
        let (head, line) = text.split_once("\r\n").unwrap();
        assert_eq!(
            head,
            "user,workspace,account,region,directory,state,step,outcome,code,message,request_id,moved"
        );
        assert_eq!(
            line,
            "ann,ws-1,111122223333,eu-west-1,d-1,Refused,2 of 3: root volume 200 GiB,,InvalidParameterValuesException,\
             \"Not \"\"today\"\",\nann.\",,2026-11-21T08:00:00Z\r\n"
        );
    }

    #[test]
    fn nothing_is_calculated_by_a_spreadsheet() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            let text = text(&[line(cell, cell)]);
            let read = ::csv::Reader::from_reader(text.as_bytes()).into_records().next().unwrap().unwrap();
            assert_eq!((&read[0], &read[9]), (format!("'{cell}").as_str(), format!("'{cell}").as_str()));
        }
    }
}
