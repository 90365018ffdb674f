pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// A text in the family of the house. Noto's own line spacing is 1.45, so that none is added.
Text {
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.body
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
