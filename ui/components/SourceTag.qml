pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// Where a value came from.
Rectangle {
    id: tag

    property string source: ""

    visible: tag.source !== ""
    width: label.width + 32
    height: label.height + 8
    radius: height / 2
    color: Theme.high ? "#000000" : (tag.source === "you" ? "#EEF1F6" : Theme.primarySoft)
    border.width: Theme.high ? 2 : 0
    border.color: Theme.line

    Label {
        id: label
        anchors.centerIn: parent
        text: tag.source === "" ? "" : qsTrId("source." + tag.source)
        font.pixelSize: Theme.small
        color: tag.source === "you" ? Theme.muted : Theme.primary
        wrapMode: Text.NoWrap
    }
}
