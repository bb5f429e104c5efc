import type { JSX } from "preact";
import type { NameAndValue } from "../../src/phone-api.ts";

/** Names and values as they went over the wire. */
export function NameValueTable({
  rows,
  label,
}: {
  rows: readonly NameAndValue[];
  label: string;
}): JSX.Element {
  if (rows.length === 0) return <p class="quiet none">None</p>;
  return (
    <table class="pairs" aria-label={label}>
      <tbody>
        {rows.map(([name, value], index) => (
          <tr key={index}>
            <th scope="row">{name}</th>
            <td>{value === "" ? <span class="empty-value">empty</span> : value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
