"""How Chromium lays formulas out, and whether another program makes the same of their TeX.

The formulas of the guide always, and those of real titles and abstracts where the sample data is at hand.
"""

import pathlib
import re
import unicodedata
import unittest
from xml.etree import ElementTree

from latex2mathml.converter import convert

import contact_sheet
from site_in_browser import BrowserTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared/data/formulas.txt"

#: Draws every character of the formulas in the formulas' own font, and gives those that look like an unassigned one.
MISSING = """() => {
  const style = getComputedStyle(document.querySelector("main math"));
  const canvas = new OffscreenCanvas(64, 64);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.font = `32px ${style.fontFamily}`;
  const drawn = (character) => {
    context.clearRect(0, 0, 64, 64);
    context.fillText(character, 8, 44);
    return context.getImageData(0, 0, 64, 64).data.join();
  };
  const box = drawn("\\u0378");
  const characters = new Set();
  for (const token of document.querySelectorAll("main math :is(mi, mn, mo, mtext)")) {
    for (const character of token.textContent) characters.add(character);
  }
  return { count: characters.size, missing: [...characters].filter((each) => drawn(each) === box) };
}"""

#: Looks at the boxes of what stands beside, above and below each other. Lengths are parts of an em.
LAYOUT = """() => {
  const found = [];
  for (const formula of document.querySelectorAll("main math")) {
    const em = parseFloat(getComputedStyle(formula).fontSize);
    const tex = formula.querySelector("annotation").textContent;
    const say = (what, size) => found.push(`${tex}: ${what} by ${(size / em).toFixed(2)} em`);
    // An element's ink is within its box, but for slanted letters.
    const slack = 0.12 * em;
    const isBlank = (element) => element.localName === "mspace" || !/[^\\s\\u2061-\\u2064]/.test(element.textContent);
    const beside = (left, right) => {
      const over = left.getBoundingClientRect().right - right.getBoundingClientRect().left;
      if (over > slack) say(`${left.localName} over ${right.localName}`, over);
    };
    const above = (top, bottom) => {
      const over = top.getBoundingClientRect().bottom - bottom.getBoundingClientRect().top;
      if (over > slack) say(`${top.localName} over ${bottom.localName} below it`, over);
    };
    for (const element of formula.querySelectorAll("*")) {
      const children = [...element.children];
      switch (element.localName) {
      // A root's index comes after what is under the root, and stands before it.
      case "annotation": case "semantics": case "mroot": break;
      case "mi": case "mn": case "mo": case "mtext": {
        const box = element.getBoundingClientRect();
        // A combining mark has no width of its own, and lines above and below are drawn by the style sheet.
        const isDrawn = !/^\\p{M}$/u.test(element.textContent) && !element.parentElement.matches("[class$=line]");
        if (isDrawn && !isBlank(element) && (box.width <= 0 || box.height <= 0)) say(`nothing is seen of ${element.textContent}`, 0);
        break;
      }
      case "mfrac": above(children[0], children[1]); break;
      case "msub": case "msup": beside(children[0], children[1]); break;
      case "msubsup":
        beside(children[0], children[1]);
        beside(children[0], children[2]);
        above(children[2], children[1]);
        break;
      case "munder": above(children[0], children[1]); break;
      case "mover": above(children[1], children[0]); break;
      case "munderover": above(children[0], children[1]); above(children[2], children[0]); break;
      case "mtable": children.slice(1).forEach((row, place) => above(children[place], row)); break;
      default:
        children.slice(1).forEach((child, place) => {
          if (!isBlank(child) && !isBlank(children[place])) beside(children[place], child);
        });
      }
    }
  }
  return found;
}"""


#: Where latex2mathml has another structure, and why: what is in the TeX.
EXPLAINED = {
    r"(?<!\\)%": "it takes a percent sign for the beginning of a comment; in abstracts it is one",
    r"\\displaystyle": "it sets limits beside a sum whatever the style is, and the space after a line's end as text",
    r"\d+ [a-z]": "it makes one number of `579 cm`",
    r"^\\\\": "it leaves out a line's end",
    r"\\mathbin": "it puts signs into an operator's element as elements, which MathML does not have",
    "\u2019": "it does not know the curly apostrophe, which in abstracts is a prime",
    r"\\mathsf\{TC": "it makes two identifiers of `TC`",
    "--": "it leaves the dashes of `\\text` as hyphens",
    r"\\xrightarrow\{\}": "it puts nothing above an arrow that has nothing above it",
}

#: Signs that look alike, of which one program takes this and the other that.
ALIKE = str.maketrans("−∼∗ˆ˜―‾¯ˇ\u0302\u0303\u0305", "-~*^~____^~_")

#: Characters that show nothing: the signs of application and multiplication.
UNSEEN = re.compile("[\u2061-\u2064\u200b\\s]")


def structure(element) -> list[str]:
    """What a formula is made of: the tokens, and what stands how to each other; rows and fonts make no difference."""
    name = element.tag.rpartition("}")[2]
    children = [child for child in element if not child.tag.endswith("annotation")]
    if name == "mspace":
        return []
    if not children and name not in ("mrow", "mtd"):
        text = UNSEEN.sub("", element.text or "").translate(ALIKE)
        return list(unicodedata.normalize("NFKC", text).translate(ALIKE))
    parts = [structure(child) for child in children]
    if name in ("math", "semantics", "mrow", "mstyle", "mpadded", "msqrt", "mtd"):
        row = [token for part in parts for token in part]
        return ["(", name, *row, ")"] if name in ("msqrt", "mtd") else row
    return ["(", name, *(token for part in parts for token in (*part, "|")), ")"]


class GuideFormulas(BrowserTest):
    maxDiff = None
    formulas = re.findall(r"^\| `(.+)` \| \$", (ROOT / "docs/guide/math.md").read_text(), re.MULTILINE)

    @classmethod
    def write(cls, folder):
        contact_sheet.write(folder, cls.formulas)

    def test_nothing_is_missing_and_nothing_lies_over_another(self):
        self.assertGreater(len(self.formulas), 10)
        page = self.page("/formulas/")
        refused = page.locator("main code.math").all_text_contents()
        self.assertLess(len(refused), 0.005 * len(self.formulas), refused)
        characters = page.evaluate(MISSING)
        self.assertGreater(characters["count"], 20)
        self.assertEqual(characters["missing"], [])
        self.assertEqual(page.evaluate(LAYOUT), [])


@unittest.skipUnless(REAL.exists(), "the sample data is not here")
class RealFormulas(GuideFormulas):
    formulas = contact_sheet.read(REAL) if REAL.exists() else []

    def test_another_program_makes_the_same_of_them(self):
        page = ElementTree.fromstring((self.site.public / "formulas/index.html").read_text().partition("\n")[2])
        agreed, other = 0, []
        for formula in page.iter("{http://www.w3.org/1998/Math/MathML}math"):
            tex = formula.find(".//{*}annotation").text
            theirs = convert(tex)
            # Commands of the authors' own, of which Offprint knows the usual ones.
            if "\\" in "".join(ElementTree.fromstring(theirs).itertext()):
                continue
            if structure(formula) == structure(ElementTree.fromstring(theirs)):
                agreed += 1
            elif not any(re.search(pattern, tex) for pattern in EXPLAINED):
                other.append((tex, structure(formula), structure(ElementTree.fromstring(theirs))))
        self.assertEqual(other, [])
        self.assertGreater(agreed, 2_000)
