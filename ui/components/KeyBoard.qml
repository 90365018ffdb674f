pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// Keys on the screen: figures for numbers and dates, letters for texts.
Rectangle {
    id: board

    property string kind: "digits"
    property bool capitals: false
    property bool compact: false
    readonly property bool letters: board.kind === "text"
    readonly property var rows: board.letters ? ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"] : ["123", "456", "789", "X0<"]

    signal typed(string key)
    signal erased()
    signal finished()

    implicitHeight: column.height + 2 * Theme.gap
    radius: Theme.radius
    color: Theme.high ? "#000000" : "#E1E8F1"
    border.width: Theme.high ? 4 : 0
    border.color: Theme.line

    // Not named Key: PySide looks up an inline component by its bare name, and would take it for its own type Key.
    component KeyCap: Touch {
        id: key
        property string glyph: ""
        property bool strong: false
        implicitHeight: board.compact ? 76 : board.letters ? 88 : Theme.key
        focusPolicy: Qt.NoFocus
        background: Rectangle {
            radius: 12
            color: key.strong ? (key.down ? Theme.primaryPressed : Theme.primary) : (key.down ? Theme.pressedSoft : Theme.surface)
            border.width: Theme.high ? 3 : 0
            border.color: Theme.line
        }
        contentItem: Item {
            Label {
                anchors.centerIn: parent
                visible: key.glyph === ""
                text: key.text
                font.pixelSize: key.strong ? 40 : 48
                font.weight: key.strong ? Theme.bold : Font.Normal
                color: key.strong ? Theme.primaryInk : Theme.ink
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            IconItem {
                anchors.centerIn: parent
                visible: key.glyph !== ""
                width: 52
                height: 52
                name: key.glyph
                color: Theme.ink
            }
        }
    }

    Column {
        id: column
        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        spacing: 12

        Repeater {
            model: board.rows
            Row {
                id: row
                required property string modelData
                readonly property bool last: board.letters && row.modelData === "zxcvbnm"
                readonly property real pitch: board.letters ? (column.width + 12) / 10 : (column.width + 12) / 3
                x: board.letters ? (column.width - width) / 2 : 0
                spacing: 12

                KeyCap {
                    visible: row.last
                    objectName: "key:shift"
                    width: row.pitch * 1.5 - 12
                    text: qsTrId("key.shift")
                    glyph: "arrow-big-up"
                    strong: false
                    onClicked: board.capitals = !board.capitals
                }
                Repeater {
                    model: row.modelData.split("")
                    KeyCap {
                        id: one
                        required property string modelData
                        readonly property bool erase: one.modelData === "<"
                        readonly property bool hidden: one.modelData === "X" && board.kind !== "digits"
                        opacity: one.hidden ? 0 : 1
                        enabled: !one.hidden
                        objectName: one.erase ? "key:erase" : "key:" + one.modelData
                        width: row.pitch - 12
                        text: one.erase ? qsTrId("key.erase") : board.capitals ? one.modelData.toUpperCase() : one.modelData
                        glyph: one.erase ? "backspace" : ""
                        onClicked: one.erase ? board.erased() : board.typed(one.text)
                    }
                }
                KeyCap {
                    visible: row.last
                    objectName: "key:erase"
                    width: row.pitch * 1.5 - 12
                    text: qsTrId("key.erase")
                    glyph: "backspace"
                    onClicked: board.erased()
                }
            }
        }
        Row {
            spacing: 12
            KeyCap {
                visible: board.letters
                objectName: "key:space"
                width: column.width * 0.66
                text: qsTrId("key.space")
                onClicked: board.typed(" ")
            }
            KeyCap {
                objectName: "key:done"
                width: board.letters ? column.width * 0.34 - 12 : column.width
                implicitHeight: board.compact ? 84 : 96
                strong: true
                text: qsTrId("key.done")
                onClicked: board.finished()
            }
        }
    }
}
