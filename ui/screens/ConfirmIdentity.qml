pragma ComponentBehavior: Bound

import QtQuick
import ui.theme
import ui.components

// Is this you? The card's own lines.
Page {
    id: screen

    readonly property string source: screen.view.rows.length > 0 ? screen.view.rows[0].source : ""

    title: qsTrId("confirm_identity.title")
    help: screen.source === "" ? qsTrId("confirm_identity.help") : qsTrId("confirm_identity.help." + screen.source)
    primaryText: qsTrId("confirm_identity.yes")
    primaryIcon: "check"
    others: [{"id": "again", "text": qsTrId("confirm_identity.again"), "icon": "refresh"}]
    onPressed: screen.choose("yes")

    ScrollPane {
        width: screen.bodyWidth
        height: screen.bodyHeight
        spacing: Theme.space

        Repeater {
            model: screen.view.warnings.length
            Pill {
                required property int index
                text: Words.say(screen.view.warnings[index])
                glyph: "alert-triangle"
                tone: Theme.warning
                ground: Theme.warningSoft
                maximumWidth: parent.width
            }
        }
        Rows {
            width: parent.width
            rows: screen.view.rows
            beside: true
        }
    }
}
