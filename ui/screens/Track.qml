pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// The citizen's applications, newest first.
Page {
    id: screen

    readonly property bool empty: screen.view.applications.length === 0

    title: qsTrId("track.title")
    help: screen.empty ? "" : qsTrId("track.help")

    Column {
        visible: screen.empty
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -2 * Theme.margin
        width: screen.bodyWidth
        spacing: Theme.space
        IconItem {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 160
            height: 160
            name: "files"
            color: Theme.muted
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTrId("track.empty")
            font.pixelSize: Theme.heading
            font.weight: Theme.bold
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTrId("track.empty.body")
            color: Theme.muted
        }
    }
    Pill {
        id: code
        objectName: "track-code"
        visible: screen.view.scan !== null && !screen.empty
        x: (screen.bodyWidth - width) / 2
        y: screen.bodyHeight - height
        text: screen.view.scan ? Words.say(screen.view.scan) : ""
        glyph: "qrcode"
        maximumWidth: screen.bodyWidth
    }
    ScrollPane {
        visible: !screen.empty
        width: screen.bodyWidth
        height: screen.bodyHeight - (code.visible ? code.height + Theme.space : 0)
        spacing: screen.wide ? Theme.gap : Theme.gap + 8

        Repeater {
            model: screen.view.applications.length
            BigTile {
                id: tile
                required property int index
                readonly property var entry: screen.view.applications[tile.index] ?? ({"number": "", "name": {"zh": ""}, "state": {"zh": ""}, "submitted": ""})
                objectName: "choice:" + tile.entry.number
                width: parent.width
                compact: screen.wide
                glyph: "file-text"
                text: Words.pick(tile.entry.name)
                summary: Words.pick(tile.entry.state) + " · " + Words.say({"id": "track.submitted", "args": {"date": Words.dated(tile.entry.submitted)}})
                onClicked: screen.choose(tile.entry.number)
            }
        }
    }
}
