//! An estate of any size in the tables, the same at every run, and what is in it for comparing.

use domain::ids::fold;
use serde::Serialize;
use sqlx::SqlitePool;

/// The moment at which all of it is looked at: 21 November 2026, 08:00 UTC.
pub const NOW: i64 = 1_795_248_000_000;
pub const DAY: i64 = 86_400_000;
pub const ACCOUNTS: [&str; 2] = ["111122223333", "444455556666"];
pub const REGIONS: [&str; 3] = ["eu-west-1", "us-east-1", "ap-southeast-2"];

/// A WorkSpace as its row has it.
#[derive(Clone, Debug, Serialize)]
pub struct Desk {
    pub key: i64,
    pub scope_id: i64,
    pub id: String,
    pub account: String,
    pub region: String,
    pub directory: String,
    pub user: String,
    pub folded: String,
    pub name: Option<String>,
    pub computer: String,
    pub state: String,
    pub state_since: Option<i64>,
    pub connection: String,
    pub last_active: i64,
    pub mode: String,
    pub bundle: String,
    pub compute: String,
    pub protocol: String,
    pub ip: Option<String>,
    pub tags_read: Option<i64>,
    pub tags: Vec<(String, String)>,
}

/// Numbers that look random and are the same each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    pub fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.roll(all.len() as u64) as usize]
    }
}

/// So many desks over six scopes: most run or are stopped, one in a hundred is in each of the rare states.
pub fn desks(count: usize) -> Vec<Desk> {
    let mut dice = Dice(7);
    (0..count as u64).map(|number| desk(&mut dice, number)).collect()
}

fn desk(dice: &mut Dice, number: u64) -> Desk {
    let scope = dice.roll(6);
    let (account, region) = (ACCOUNTS[scope as usize / 3], REGIONS[scope as usize % 3]);
    let state = match dice.roll(100) {
        0 => "ERROR",
        1 => "UNHEALTHY",
        2 => "STARTING",
        3 => "PENDING",
        // A state that Amazon may add one day.
        4 => "HIBERNATING",
        5..45 => "STOPPED",
        _ => "AVAILABLE",
    };
    let kiosk = number % 50 == 49;
    let surname =
        dice.pick(&["smith", "jones", "Kaplan", "nguyen", "Okafor", "walker", "Ångström", "o_neil", "50%"]);
    // A third of all names are there more than once: an order has to tell equals apart.
    let user = match dice.roll(3) {
        _ if kiosk => "[UNDEFINED]".to_owned(),
        0 => format!("{}{surname}", dice.pick(&["a", "b", "c"])),
        _ => format!("{}{surname}{number}", dice.pick(&["a", "b", "c", "d", "e"])),
    };
    let bundle = dice.roll(8);
    let tags = match dice.roll(4) {
        0 => vec![],
        1 => vec![("team".to_owned(), "sales".to_owned())],
        2 => vec![("env".to_owned(), "prod".to_owned()), ("team".to_owned(), "Design & Print".to_owned())],
        _ => vec![("team".to_owned(), format!("t{}", dice.roll(200)))],
    };
    let tags_read = (dice.roll(20) > 0).then_some(NOW - DAY);
    Desk {
        key: number as i64 + 1,
        scope_id: scope as i64 + 1,
        id: format!("ws-{:09x}", number.wrapping_mul(2_654_435_761) % 0x000f_ffff_ffff),
        account: account.to_owned(),
        region: region.to_owned(),
        directory: format!("d-{scope}{}00000000", dice.pick(&["a", "a", "a", "b"])),
        folded: fold(&user),
        user,
        name: kiosk.then(|| format!("kiosk-{number}")),
        computer: if state == "PENDING" {
            String::new()
        } else {
            format!("WSAMZN-{:07X}", dice.roll(0x0fff_ffff))
        },
        state: state.to_owned(),
        state_since: (dice.roll(2) == 0).then(|| NOW - dice.roll(40) as i64 * 360_000),
        connection: match state {
            "AVAILABLE" => dice.pick(&["CONNECTED", "DISCONNECTED"]).to_owned(),
            "PENDING" => String::new(),
            _ => "UNKNOWN".to_owned(),
        },
        last_active: match dice.roll(10) {
            0 => 0,
            _ => NOW - dice.roll(200) as i64 * DAY - dice.roll(100) as i64 * 60_000,
        },
        mode: dice.pick(&["AUTO_STOP", "AUTO_STOP", "ALWAYS_ON"]).to_owned(),
        bundle: format!("wsb-{bundle:09}"),
        compute: ["STANDARD", "POWER", "VALUE", "PERFORMANCE"][bundle as usize % 4].to_owned(),
        protocol: ["WSP", "PCOIP"][bundle as usize % 2].to_owned(),
        ip: (dice.roll(9) > 0).then(|| format!("10.{}.{}.{}", dice.roll(9), dice.roll(256), dice.roll(256))),
        tags: if tags_read.is_some() { tags } else { vec![] },
        tags_read,
    }
}

/// The name of a directory; those of `b` have none yet.
pub fn directory_name(id: &str) -> Option<String> {
    id.contains('a').then(|| format!("corp{}.example.com", &id[2..3]))
}

/// Puts the desks into the tables, with their directories and bundles.
pub async fn fill(pool: &SqlitePool, desks: &[Desk]) {
    for scope in 0..6 {
        let id = format!("d-{scope}a00000000");
        let put = sqlx::query(
            "insert into resource (scope_id, kind, id, directory_id, name, state, item, as_of)
             values (?1, 'directory', ?2, ?2, ?3, 'REGISTERED', json_object('kind', 'AD_CONNECTOR'), 0)",
        );
        put.bind(scope + 1).bind(&id).bind(directory_name(&id)).execute(pool).await.unwrap();
        // The last bundle is not known by name.
        for bundle in 0..7 {
            let put = sqlx::query(
                "insert into resource (scope_id, kind, id, directory_id, name, state, item, as_of)
                 values (?, 'bundle', ?, '', ?, 'AVAILABLE', json_object('owner', 'AMAZON'), 0)",
            );
            let id = format!("wsb-{bundle:09}");
            put.bind(scope + 1).bind(id).bind(format!("Bundle {bundle}")).execute(pool).await.unwrap();
        }
    }
    for some in desks.chunks(5_000) {
        let json = serde_json::to_string(some).unwrap();
        let mut change = pool.begin().await.unwrap();
        sqlx::query(
            "insert into workspace (key, scope_id, id, account, region, directory_id, user_name, user_folded, name, computer,
                state, state_since, connection, last_active, mode, bundle_id, compute, protocol, ip, tags_read,
                first_seen, as_of, auto_stop, root_gib, user_gib, subnet, operating_system)
             select value ->> 'key', value ->> 'scope_id', value ->> 'id', value ->> 'account', value ->> 'region',
                value ->> 'directory', value ->> 'user', value ->> 'folded', value ->> 'name', value ->> 'computer',
                value ->> 'state', value ->> 'state_since', value ->> 'connection', value ->> 'last_active',
                value ->> 'mode', value ->> 'bundle', value ->> 'compute', value ->> 'protocol', value ->> 'ip',
                value ->> 'tags_read', ?2, ?2, 60, 80, 50, 'subnet-0123456789abcdef0', 'WINDOWS_SERVER_2022'
             from json_each(?1)",
        )
        .bind(&json)
        .bind(NOW - 300 * DAY)
        .execute(&mut *change)
        .await
        .unwrap();
        sqlx::query(
            "insert into tag (workspace, key, value)
             select desk.value ->> 'key', tag.value ->> 0, tag.value ->> 1
             from json_each(?) desk, json_each(desk.value, '$.tags') tag",
        )
        .bind(&json)
        .execute(&mut *change)
        .await
        .unwrap();
        change.commit().await.unwrap();
    }
}
