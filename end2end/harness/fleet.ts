// The fleet's table, as a person reads it: rows by the name in their first cell.
import { expect, type Locator, type Page } from "@playwright/test";
import { open } from "./page.ts";

/** One desktop, as a row of the table names it. */
export type Desktop = { account: string; region: string; id: string; user: string };

/** The table, or another one by its name. */
export function table(page: Page, name = "WorkSpaces"): Locator {
  return page.getByRole("table", { name, exact: true });
}

/** The row of this person, in any table. */
export function row(page: Page, user: string, name?: string): Locator {
  return table(page, name).getByRole("row").filter({ has: page.getByRole("rowheader", { name: user, exact: true }) });
}

/** Rows without the head. */
export function rows(page: Page, name?: string): Locator {
  return table(page, name).getByRole("row").filter({ has: page.getByRole("rowheader") });
}

/** What stands in the first cells. */
export async function users(page: Page): Promise<string[]> {
  return table(page).getByRole("rowheader").allInnerTexts();
}

/** Those whose person has no other among them: rows are found by the person. */
function alone(all: Desktop[]): Desktop[] {
  return all.filter(({ user }) => all.filter((one) => one.user === user).length === 1);
}

/** Opens the fleet at this address and takes the first desktops there. Each test asks for others. */
export async function desktops(page: Page, query: string, count: number): Promise<Desktop[]> {
  await open(page, `/fleet?${query}`);
  const boxes = table(page).getByRole("checkbox", { name: /^Select (?!this page)/ });
  await expect(boxes.nth(count - 1)).toBeVisible();
  const keys = await boxes.evaluateAll((all) => all.map((box) => (box as unknown as { value: string }).value));
  const names = await users(page);
  const all = keys.map((key, at) => {
    const [account, region, id] = key.split("/");
    return { account: account!, region: region!, id: id!, user: names[at]! };
  });
  const found = alone(all).slice(0, count);
  expect(found, query).toHaveLength(count);
  return found;
}

/** The first desktops of a query of which a column of the fleet's CSV says this. */
export async function desktopsWith(page: Page, query: string, column: string, value: string, count: number): Promise<Desktop[]> {
  const file = await page.request.get(`/fleet/rows.csv?${query}`);
  const [head, ...lines] = (await file.text()).replace("\ufeff", "").trimEnd().split("\r\n").map((line) => line.split(","));
  const all = lines.map((cells) => Object.fromEntries(head!.map((name, at) => [name, cells[at]!])));
  const matching = all.filter((one) => one[column] === value);
  const desktop = (one: Record<string, string>) => ({ account: one["account"]!, region: one["region"]!, id: one["workspace"]!, user: one["user"]! });
  const found = alone(matching.map(desktop)).slice(0, count);
  expect(found, `${column} is ${value}`).toHaveLength(count);
  return found;
}

/** The address of the fleet with these alone. */
export function only(chosen: Desktop[]): string {
  return `/fleet?${chosen.map(({ id }) => `id=${id}`).join("&")}`;
}

/** The address of one desktop's page. */
export function pageOf({ account, region, id }: Desktop): string {
  return `/fleet/${account}/${region}/${id}`;
}

/** Ticks the rows of these. */
export async function tick(page: Page, chosen: Desktop[]): Promise<void> {
  for (const { user } of chosen) await row(page, user).getByRole("checkbox").check();
}
