import type { JSX } from "preact";
import type { NameAndValue } from "../../../src/api/api-types.ts";

interface NameValueTableProps {
  readonly rows: readonly NameAndValue[];
  readonly label: string;
}

/** Names and values as they went over the wire; those without a value together at the end. */
export function NameValueTable({ rows, label }: NameValueTableProps): JSX.Element {
  if (rows.length === 0) return <p class="quiet none">None</p>;
  const empty = rows.filter(([, value]) => value === "").map(([name]) => name);
  return (
    <table class="pairs" aria-label={label}>
      <tbody>
        {rows.map(
          ([name, value], index) =>
            value !== "" && (
              <tr key={`${index}-${name}`}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ),
        )}
        {empty.length > 0 && (
          <tr>
            <th scope="row" class="empty-value">
              empty
            </th>
            <td class="quiet">{empty.join(", ")}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
