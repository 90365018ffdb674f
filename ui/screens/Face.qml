pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import ui.native
import ui.theme
import ui.components

// Look into the camera: the picture in an oval, a ring that fills, one instruction at a time.
Page {
    id: screen

    readonly property string challenge: screen.view.challenge
    readonly property bool turning: screen.challenge === "turn_left" || screen.challenge === "turn_right"
    readonly property real oval: Math.min((screen.bodyWidth - 280) * 1.25, screen.bodyHeight - 72 - (screen.view.attempt > 1 ? 72 : 0))

    title: Words.say(screen.view.instruction)
    help: qsTrId("face.help")
    others: [{"id": "staff", "text": qsTrId("face.staff")}]

    Item {
        id: stage
        anchors.horizontalCenter: parent.horizontalCenter
        width: screen.oval * 0.8 + 72
        height: screen.oval + 72

        // The screen's own light on the face: soft edges in time, and a narrow frame where contrast is high.
        Rectangle {
            id: lamp
            objectName: "lamp"
            readonly property bool lit: screen.view.light !== ""
            anchors.centerIn: parent
            width: Theme.high ? stage.width + 64 : screen.bodyWidth + (screen.wide ? 0 : 2 * Theme.margin)
            height: stage.height + (Theme.high ? 64 : 0)
            radius: Theme.high ? height / 2 : screen.wide ? Theme.radius : 0
            visible: opacity > 0
            opacity: lamp.lit ? 1 : 0
            color: lamp.lit ? screen.view.light : Theme.page
            Behavior on color {
                enabled: lamp.visible
                ColorAnimation { duration: Theme.still ? 0 : 120 }
            }
            Behavior on opacity {
                NumberAnimation { duration: Theme.quick }
            }
        }
        CameraItem {
            id: camera
            anchors.centerIn: parent
            width: screen.oval * 0.8
            height: screen.oval
            ring: screen.view.preview ? screen.view.preview.ring : ""
            mirrored: screen.view.preview ? screen.view.preview.mirrored : true
            backdrop: Theme.high ? "#222222" : "#DCE4EE"
        }
        IconItem {
            visible: !camera.live
            anchors.centerIn: parent
            width: 280
            height: 280
            name: "user"
            color: Theme.high ? "#888888" : "#A9B9CC"
        }
        Shape {
            anchors.fill: parent
            preferredRendererType: Shape.CurveRenderer
            ShapePath {
                strokeColor: Theme.line
                strokeWidth: 14
                fillColor: "transparent"
                PathAngleArc {
                    centerX: stage.width / 2
                    centerY: stage.height / 2
                    radiusX: stage.width / 2 - 10
                    radiusY: stage.height / 2 - 10
                    startAngle: 0
                    sweepAngle: 360
                }
            }
            ShapePath {
                strokeColor: screen.view.progress >= 1 ? Theme.success : Theme.primary
                strokeWidth: 18
                capStyle: ShapePath.RoundCap
                fillColor: "transparent"
                PathAngleArc {
                    centerX: stage.width / 2
                    centerY: stage.height / 2
                    radiusX: stage.width / 2 - 10
                    radiusY: stage.height / 2 - 10
                    startAngle: -90
                    sweepAngle: Math.max(0.1, 360 * ring.shown)
                }
            }
        }
        QtObject {
            id: ring
            property real shown: screen.view.progress
            Behavior on shown {
                NumberAnimation {
                    duration: Theme.calm
                    easing.type: Easing.OutCubic
                }
            }
        }
        // Which way to turn: an arrow that moves that way, beside the picture.
        IconItem {
            id: arrow
            readonly property bool toLeft: screen.challenge === "turn_left"
            property real shift: 0
            visible: screen.turning
            width: 104
            height: 104
            x: arrow.toLeft ? -width - 8 - arrow.shift : stage.width + 8 + arrow.shift
            y: (stage.height - height) / 2
            name: arrow.toLeft ? "arrow-left" : "arrow-right"
            color: Theme.primary
            SequentialAnimation on shift {
                running: arrow.visible && !Theme.still
                loops: Animation.Infinite
                NumberAnimation { from: -12; to: 16; duration: 600; easing.type: Easing.InOutSine }
                NumberAnimation { from: 16; to: -12; duration: 600; easing.type: Easing.InOutSine }
            }
        }
    }
    Label {
        anchors.horizontalCenter: parent.horizontalCenter
        y: stage.height + Theme.gap
        visible: screen.view.attempt > 1
        text: Words.say({"id": "face.attempt", "args": {"attempt": String(screen.view.attempt), "attempts": String(screen.view.attempts)}})
        color: Theme.muted
        font.pixelSize: Theme.small
    }
}
