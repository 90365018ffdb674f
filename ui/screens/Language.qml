import QtQuick
import ui.theme
import ui.components

// The languages, each in its own.
Page {
    id: screen

    title: qsTrId("language.title")
    help: qsTrId("language.help")

    Column {
        anchors.verticalCenter: parent.verticalCenter
        width: screen.bodyWidth
        spacing: Theme.space

        Repeater {
            model: [{"id": "zh", "name": "中文", "note": "普通话 · Mandarin"}, {"id": "en", "name": "English", "note": "英语 · English"}]
            BigTile {
                id: tile
                required property var modelData
                objectName: "choice:" + tile.modelData.id
                width: parent.width
                implicitHeight: 240
                text: tile.modelData.name
                summary: tile.modelData.note
                glyph: "language"
                onClicked: screen.sent({"intent": "language", "language": tile.modelData.id})
            }
        }
    }
}
