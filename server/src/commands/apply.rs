//! `deskwarden apply`: what would a change do to the WorkSpaces of a list, and shall it?

use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use backend::clock::Clock;
use domain::at::span_words;
use domain::change::Task;
use domain::count;
use domain::ids::JobId;
use domain::jobs::{Job, JobPage, JobRow, JobState, Kind, Plan, PlanRow, StepState};
use domain::listed::WrongLine;
use serde::Serialize;

use super::{Ended, jobs, print, running};
use crate::cli::Apply;
use crate::refusal::Refusal;
use crate::shell::client::Client;
use crate::shell::words::{Confirmed, Planned, Wanted};

/// How often a job that is waited for is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// What `--json` prints.
#[derive(Serialize)]
struct Told<'a> {
    plan: &'a Plan,
    left_out: &'a [WrongLine],
    /// Every row of the plan, for `--dry-run`.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<&'a [PlanRow]>,
    /// The job that the plan became.
    #[serde(skip_serializing_if = "Option::is_none")]
    job: Option<JobId>,
    /// That job at its end, for `--wait`, and its rows that are not done.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<(&'a Job, &'a [JobRow])>,
}

pub async fn run(options: &Apply) -> Result<Ended, Refusal> {
    let console = running(&options.console)?;
    let csv = read(&options.csv)?;
    let form = options.wish.form(options.action);
    let wanted = Wanted { action: options.action, form, csv, leave_out: options.leave_out };
    let Planned { plan, left_out } = console.post("/plans", &wanted).await?;
    let mut told = Told { plan: &plan, left_out: &left_out, rows: None, job: None, ended: None };
    if !options.json {
        print::text(&summary(&plan, &left_out))?;
    }
    if options.dry_run {
        let rows: Vec<PlanRow> = console.get(&format!("/plans/{}/rows", plan.id)).await?;
        told.rows = Some(&rows);
        return shown(options, &told, &format!("\n{}\nNothing was sent.\n", plan_rows(&rows)));
    }
    if !options.yes && options.confirm.is_none() {
        let rows: Vec<_> =
            plan.rows.iter().filter(|row| row.skipped.is_some() || row.warning.is_some()).cloned().collect();
        let rows = if rows.is_empty() { String::new() } else { format!("\n{}", plan_rows(&rows)) };
        return shown(options, &told, &format!("{rows}\n{}", advice(&plan)));
    }
    refuse_count(&plan, options.confirm)?;
    let pace = options.pace.form();
    let confirmed = Confirmed { digest: plan.digest.clone(), count: options.confirm, pace };
    let job: JobId = console.post(&format!("/plans/{}/submit", plan.id), &confirmed).await?;
    told.job = Some(job);
    if !options.wait {
        return shown(
            options,
            &told,
            &format!("\nSubmitted as job {job}. Look at it with: deskwarden jobs {job}\n"),
        );
    }
    if !options.json {
        print::text(&format!("\nSubmitted as job {job}; waiting for its end.\n"))?;
    }
    let (job, not_done) = ended(&console, job).await?;
    told.ended = Some((&job, &not_done));
    let rows = if not_done.is_empty() { String::new() } else { format!("\n{}", print::job_rows(&not_done)) };
    shown(options, &told, &format!("\n{}{rows}", jobs::head(&job)))?;
    Ok(if not_done.is_empty() { Ended::Well } else { Ended::RowsFailed })
}

/// Ends with the JSON of all, or with the last words for a person.
fn shown(options: &Apply, told: &Told<'_>, words: &str) -> Result<Ended, Refusal> {
    if options.json {
        print::json(told)?;
    } else {
        print::text(words)?;
    }
    Ok(Ended::Well)
}

fn read(path: &Path) -> Result<String, Refusal> {
    let refuse = |error: &std::io::Error| Refusal::path("read the list", path, error);
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| refuse(&error))?;
    } else {
        bytes = std::fs::read(path).map_err(|error| refuse(&error))?;
    }
    String::from_utf8(bytes).map_err(|_| {
        Refusal::new(format!("the list {} is not UTF-8: save it as “CSV UTF-8”", path.display()))
    })
}

/// What is refused before the console is asked: nothing to change, or not as many as were confirmed.
fn refuse_count(plan: &Plan, confirm: Option<i64>) -> Result<(), Refusal> {
    if plan.eligible == 0 {
        return Err(Refusal::new(
            "nothing can be changed: --dry-run says of each row why. Nothing was sent.",
        ));
    }
    match confirm {
        Some(number) if number != plan.eligible => Err(Refusal::new(format!(
            "{} would change, not {number}. Nothing was sent.",
            count::of(plan.eligible, "WorkSpace", "WorkSpaces")
        ))),
        _ => Ok(()),
    }
}

fn summary(plan: &Plan, left_out: &[WrongLine]) -> String {
    let all = plan.eligible + plan.skipped;
    let count = if plan.eligible > 0 { plan.eligible } else { all };
    let sent = if plan.seconds > 0 {
        format!("sent in {} at the rate there is", span_words(plan.seconds * 1_000))
    } else {
        "sent at once".to_owned()
    };
    let mut lines: Vec<String> = left_out.iter().map(|line| format!("Left out: {}", line.words())).collect();
    lines.push(format!("Plan {}: {}, as of {}", plan.id, plan.kind.title(count), plan.at.absolute()));
    lines.push(format!(
        "{} will change, {} skipped, {} with a warning, {} connected now",
        count::words(plan.eligible),
        count::words(plan.skipped),
        count::words(plan.warned),
        count::words(plan.connected)
    ));
    lines.push(format!("{} to AWS, {sent}", count::of(plan.calls, "call", "calls")));
    if plan.waits > 0 {
        lines.push(format!("{} between the steps of a row, at least", span_words(plan.waits * 1_000)));
    }
    if let Kind::Act(action) = plan.kind {
        lines.extend(action.loses().map(|loses| format!("This destroys data. {loses}")));
    }
    lines.join("\n") + "\n"
}

/// What to add for the plan to be carried out.
fn advice(plan: &Plan) -> String {
    let destroys = matches!(plan.kind, Kind::Act(action) if action.destroys());
    match plan.eligible {
        0 => "Nothing can be changed. Nothing was sent.\n".to_owned(),
        number if destroys => format!("Nothing was sent. To carry it out, add: --confirm {number}\n"),
        number => format!("Nothing was sent. To carry it out, add: --yes (or --confirm {number})\n"),
    }
}

fn plan_rows(rows: &[PlanRow]) -> String {
    let row = |row: &PlanRow| {
        // A plain action has said all by its name.
        let told = row.rungs.iter().filter(|rung| !matches!(rung.task, Task::Act(_)));
        let steps: Vec<_> = told.map(|rung| rung.task.words()).collect();
        let will = if steps.is_empty() { String::new() } else { format!(": {}", steps.join(", then ")) };
        let verdict = match (&row.skipped, &row.warning) {
            (Some(why), _) => format!("skipped: {why}"),
            (None, Some(warning)) => format!("will change{will}; {warning}"),
            (None, None) => format!("will change{will}"),
        };
        vec![
            row.label.clone(),
            row.key.as_ref().map(ToString::to_string).unwrap_or_default(),
            row.state.as_ref().map(|state| state.word().to_owned()).unwrap_or_default(),
            verdict,
        ]
    };
    print::table(&["user", "workspace", "state", "verdict"], &rows.iter().map(row).collect::<Vec<_>>())
}

/// Waits for the end of a job; gives it with the rows that are not done.
async fn ended(console: &Client, id: JobId) -> Result<(Job, Vec<JobRow>), Refusal> {
    let clock = Clock::wall();
    let mut page: JobPage = console.get(&format!("/jobs/{id}")).await?;
    while page.job.state != JobState::Ended {
        clock.sleep(LOOK).await;
        page = console.get(&format!("/jobs/{id}")).await?;
    }
    let job = page.job;
    let mut not_done = Vec::new();
    loop {
        not_done.extend(page.rows.into_iter().filter(|row| row.state != StepState::Done));
        let Some(next) = page.next else { return Ok((job, not_done)) };
        page = console.get(&format!("/jobs/{id}?after={next}")).await?;
    }
}
