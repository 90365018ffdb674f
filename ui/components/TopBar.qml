pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// Where one is, and how the screen is to look: language, size, contrast.
Item {
    id: bar

    required property var chrome
    property bool onScene: false
    property bool narrow: false

    signal sent(var intent)

    height: Theme.barHeight

    Timer {
        id: clock
        property string now: Qt.formatTime(new Date(), "hh:mm")
        interval: 5000
        running: bar.visible
        repeat: true
        onTriggered: clock.now = Qt.formatTime(new Date(), "hh:mm")
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        visible: !bar.onScene || Theme.high
    }
    Rectangle {
        width: parent.width
        height: Theme.hairline
        anchors.bottom: parent.bottom
        color: Theme.line
        visible: !bar.onScene
    }

    // The city's flower: the hall's mark, and the one spot of this colour.
    Image {
        id: mark
        visible: !Theme.high
        x: Theme.margin - 4
        anchors.verticalCenter: parent.verticalCenter
        width: 64
        height: 64
        sourceSize: Qt.size(64, 64)
        source: Qt.resolvedUrl("../scene/hibiscus.svg")
    }
    TextMetrics {
        id: name
        text: Words.pick(bar.chrome.hall)
        font.family: Theme.family
        font.pixelSize: 32
        font.weight: Theme.bold
    }
    Column {
        id: place
        readonly property bool oneLine: name.advanceWidth + 8 < place.width
        x: mark.visible ? mark.x + mark.width + Theme.gap : Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        width: (bar.narrow ? 612 : buttons.x - Theme.gap) - x

        Label {
            objectName: "hall"
            width: parent.width
            text: place.oneLine ? name.text : name.text + "  " + clock.now
            font.pixelSize: 32
            font.weight: Theme.bold
            lineHeight: 0.86
        }
        // Under the name, or behind it where that takes two lines.
        Label {
            visible: place.oneLine
            text: clock.now
            font.pixelSize: 32
            color: Theme.muted
            lineHeight: 0.86
        }
    }

    // Staff's corner (ui/knock.py): a touch here is for nobody else, so that it begins no visit.
    MouseArea {
        width: 176
        height: parent.height
    }

    component Setting: Touch {
        id: setting
        required property string glyph
        width: Math.max(Theme.touch, label.implicitWidth + Theme.space)
        height: bar.height - Theme.gap
        background: Rectangle {
            radius: Theme.radius
            color: setting.down ? Theme.pressedSoft : "transparent"
        }
        contentItem: Column {
            topPadding: (setting.height - 44 - label.height) / 2
            IconItem {
                anchors.horizontalCenter: parent.horizontalCenter
                width: 44
                height: 44
                name: setting.glyph
                color: Theme.primary
            }
            Label {
                id: label
                anchors.horizontalCenter: parent.horizontalCenter
                text: setting.text
                font.pixelSize: 32
                color: Theme.primary
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }

    Row {
        id: buttons
        x: bar.width - width - Theme.margin + Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Setting {
            objectName: "language"
            glyph: "language"
            text: Words.language === "zh" ? "English" : "中文"
            onClicked: bar.sent({"intent": "language", "language": Words.language === "zh" ? "en" : "zh"})
        }
        Setting {
            objectName: "text-size"
            glyph: "text-size"
            text: Theme.large ? qsTrId("setting.text_normal") : qsTrId("setting.text_large")
            onClicked: bar.sent({"intent": "text_size", "text_size": Theme.large ? "normal" : "large"})
        }
        Setting {
            objectName: "contrast"
            glyph: "contrast"
            text: Theme.high ? qsTrId("setting.contrast_normal") : qsTrId("setting.contrast_high")
            onClicked: bar.sent({"intent": "contrast", "contrast": Theme.high ? "normal" : "high"})
        }
    }
}
