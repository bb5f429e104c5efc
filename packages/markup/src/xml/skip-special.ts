import type { XmlFault } from "./xml-fault.ts";
import { namePattern } from "./xml-name.ts";

const declaration =
  /<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])1\.\d+\1(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(?:yes|no)\3)?[ \t\n]*\?>/y;
const instruction = new RegExp(`<\\?(${namePattern})(?=[ \\t\\n]|\\?>)`, "y");

/**
 * Goes past a comment, a section, an instruction or the declaration that begins at this offset.
 *
 * @param isInside the root element, where alone a section may stand.
 * @returns where it ends, or what is wrong with it.
 */
export function skipSpecial(xml: string, offset: number, isInside: boolean): number | XmlFault {
  if (xml.startsWith("<!--", offset)) return skipComment(xml, offset);
  if (xml.startsWith("<?", offset)) return skipInstruction(xml, offset);
  if (xml.startsWith("<![CDATA[", offset)) {
    if (!isInside) return { sentence: "Text stands outside of the root element.", offset };
    const end = xml.indexOf("]]>", offset);
    return end < 0 ? { sentence: "This CDATA section is not closed.", offset } : end + 3;
  }
  if (/^<!DOCTYPE/i.test(xml.slice(offset, offset + 9)))
    return { sentence: "A DOCTYPE is not allowed.", offset };
  return { sentence: "<! begins neither a comment nor a CDATA section.", offset };
}

function skipComment(xml: string, offset: number): number | XmlFault {
  const hyphens = xml.indexOf("--", offset + 4);
  if (hyphens < 0) return { sentence: "This comment is not closed.", offset };
  if (xml[hyphens + 2] === ">") return hyphens + 3;
  return { sentence: "A comment holds two hyphens that touch.", offset: hyphens };
}

function skipInstruction(xml: string, offset: number): number | XmlFault {
  instruction.lastIndex = offset;
  const target = instruction.exec(xml)?.[1];
  if (target === undefined)
    return { sentence: "This processing instruction cannot be read; leave it out.", offset };
  if (target.toLowerCase() !== "xml") return pastInstruction(xml, offset);
  if (offset > 0)
    return { sentence: "An XML declaration may stand only at the very beginning.", offset };
  declaration.lastIndex = 0;
  return declaration.test(xml)
    ? declaration.lastIndex
    : {
        sentence:
          'The XML declaration cannot be read; write it as <?xml version="1.0" encoding="UTF-8"?>.',
        offset,
      };
}

function pastInstruction(xml: string, offset: number): number | XmlFault {
  const end = xml.indexOf("?>", offset);
  if (end < 0) return { sentence: "This processing instruction is not closed.", offset };
  // XML allows such quotes, but the library would look for the other one behind the end.
  const isPaired = /^(?:[^"']|"[^"]*"|'[^']*')*$/.test(xml.slice(offset, end));
  if (isPaired) return end + 2;
  return { sentence: "A quote in this processing instruction has no other.", offset };
}
