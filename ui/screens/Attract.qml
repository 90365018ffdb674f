pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// Nobody is here: the city, what this is, and where to touch. The only screen that speaks both languages at once.
Item {
    id: screen

    required property var view
    property var drafts: ({})
    readonly property bool wide: screen.width > screen.height
    readonly property bool open: screen.view.open
    readonly property int edge: (screen.view.chrome.simulation ? Theme.bannerHeight : 0) + Theme.barHeight

    signal sent(var intent)

    function start(): void {
        screen.sent({"intent": "start"});
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.page
    }
    Loader {
        anchors.fill: parent
        active: !Theme.high
        sourceComponent: Scene {
            boat: screen.view.notices.length === 0
        }
    }
    TapHandler {
        enabled: screen.open
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: screen.start()
    }

    Column {
        x: Theme.margin + 8
        y: screen.edge + (screen.wide ? 0 : 72)
        width: screen.width - 2 * x
        spacing: screen.wide ? 8 : Theme.gap

        Label {
            objectName: "title"
            width: parent.width
            text: qsTrId("attract.title")
            font.pixelSize: screen.wide ? 88 : Words.language === "zh" ? 120 : 104
            font.weight: Theme.bold
            lineHeight: 0.9
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            text: qsTrId("attract.title_other")
            font.pixelSize: screen.wide ? 48 : Theme.heading
            color: Theme.muted
            lineHeight: 0.9
        }
        Rectangle {
            width: 96
            height: 8
            radius: 4
            color: Theme.accent
        }
        Label {
            objectName: "help-line"
            width: parent.width
            topPadding: 8
            font.pixelSize: screen.wide ? 40 : Theme.body
            text: qsTrId("attract.help")
        }
    }

    Touch {
        id: button
        objectName: "primary"
        visible: screen.open
        x: (screen.width - width) / 2
        y: screen.wide ? screen.height - height - (notices.count > 0 ? troubles.height + 72 : 40) : Math.min(1500, troubles.y - height - 48)
        width: screen.wide ? 880 : screen.width - 2 * Theme.margin
        height: screen.wide ? 152 : 184
        text: qsTrId("attract.touch")
        onClicked: screen.start()

        background: Item {
            Rectangle {
                id: halo
                anchors.fill: parent
                anchors.margins: -14
                radius: height / 2
                color: Theme.high ? "transparent" : "#FFFFFF"
                opacity: 0.6
                SequentialAnimation on opacity {
                    running: button.visible && !Theme.still
                    loops: Animation.Infinite
                    PropertyAction { value: 0.65 }
                    PauseAnimation { duration: 900 }
                    PropertyAction { value: 0.55 }
                    PauseAnimation { duration: 120 }
                    PropertyAction { value: 0.45 }
                    PauseAnimation { duration: 120 }
                    PropertyAction { value: 0.35 }
                    PauseAnimation { duration: 900 }
                    PropertyAction { value: 0.45 }
                    PauseAnimation { duration: 120 }
                    PropertyAction { value: 0.55 }
                    PauseAnimation { duration: 120 }
                }
            }
            Rectangle {
                anchors.fill: parent
                radius: height / 2
                color: button.down ? Theme.primaryPressed : Theme.primary
            }
        }
        contentItem: Item {
            Row {
                anchors.centerIn: parent
                spacing: Theme.space
                IconItem {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 96
                    height: 96
                    name: "hand-finger"
                    color: Theme.primaryInk
                }
                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    Label {
                        text: qsTrId("attract.touch")
                        font.pixelSize: 64
                        font.weight: Theme.bold
                        color: Theme.primaryInk
                        wrapMode: Text.NoWrap
                        lineHeight: 0.9
                        Accessible.ignored: true
                    }
                    Label {
                        text: qsTrId("attract.touch_other")
                        font.pixelSize: 40
                        color: Theme.primaryInk
                        wrapMode: Text.NoWrap
                        lineHeight: 0.9
                        Accessible.ignored: true
                    }
                }
            }
        }
    }

    Sheet {
        visible: !screen.open
        x: (screen.width - width) / 2
        y: screen.height - height - (screen.wide ? 32 : 160)
        width: Math.min(screen.width - 2 * Theme.margin, 1100)
        height: closed.height + 2 * Theme.space
        Column {
            id: closed
            x: Theme.margin
            y: Theme.space
            width: parent.width - 2 * Theme.margin
            spacing: 8
            Label {
                objectName: "closed"
                width: parent.width
                text: qsTrId("attract.closed.title")
                font.pixelSize: Theme.heading
                font.weight: Theme.bold
            }
            Label {
                width: parent.width
                text: qsTrId("attract.closed.body")
                color: Theme.muted
            }
        }
    }

    Grid {
        id: troubles
        readonly property real share: (screen.width - 2 * Theme.margin - (troubles.columns - 1) * Theme.gap) / troubles.columns
        visible: screen.open
        x: (screen.width - width) / 2
        y: screen.height - height - Theme.space
        columns: screen.wide ? 2 : 1
        spacing: Theme.gap

        Repeater {
            id: notices
            model: Math.min(screen.wide ? 4 : 3, screen.view.notices.length)
            Rectangle {
                id: notice
                required property int index
                width: troubles.share
                height: Math.max(80, said.height + 20)
                radius: Theme.radius
                color: Theme.high ? "#000000" : Theme.surface
                border.width: Theme.high ? 3 : 0
                border.color: Theme.line
                IconItem {
                    x: 24
                    anchors.verticalCenter: parent.verticalCenter
                    width: 40
                    height: 40
                    name: "info-circle"
                    color: Theme.warning
                }
                Label {
                    id: said
                    objectName: "attract-notice:" + notice.index
                    x: 80
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - x - 24
                    text: Words.say(screen.view.notices[notice.index])
                    font.pixelSize: Math.min(Theme.small, 36)
                    lineHeight: 0.92
                }
            }
        }
    }
}
