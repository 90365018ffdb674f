pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// Nanning on the Yong: a still picture in which a little moves, slowly, so that the screen is seen to be alive.
Item {
    id: scene

    readonly property bool tall: scene.height > scene.width
    readonly property string folder: Qt.resolvedUrl("../scene/")
    readonly property real shore: scene.height * (scene.tall ? 0.735 : 0.745) + 64
    property real seconds: 0
    property bool boat: true

    clip: true

    // Fifteen steps a second are enough for what moves this slowly, and a quarter of the work of every frame.
    Timer {
        interval: 66
        running: scene.visible && !Theme.still
        repeat: true
        onTriggered: scene.seconds += 0.066
    }
    Image {
        anchors.fill: parent
        source: scene.folder + (scene.tall ? "nanning_tall.svg" : "nanning_wide.svg")
        sourceSize: Qt.size(scene.width, scene.height)
        fillMode: Image.PreserveAspectCrop
    }
    Repeater {
        model: scene.tall ? [[120, 800, 0.6, 5], [640, 690, 0.8, 7]] : [[900, 230, 0.8, 6], [1360, 330, 0.5, 4]]
        Image {
            id: cloud
            required property var modelData
            readonly property real wrap: scene.width + 400
            x: (cloud.modelData[0] + 400 + scene.seconds * cloud.modelData[3]) % cloud.wrap - 400
            y: cloud.modelData[1]
            width: 360 * cloud.modelData[2]
            height: 120 * cloud.modelData[2]
            sourceSize: Qt.size(width, height)
            opacity: 0.78
            source: scene.folder + "cloud.svg"
        }
    }
    Image {
        visible: scene.boat
        readonly property real wrap: scene.width + 700
        x: (scene.width * 0.6 + scene.seconds * 11) % wrap - 300
        y: scene.shore + (scene.tall ? 290 : 6) + 2 * Math.sin(scene.seconds * 1.3)
        width: 200
        height: 88
        sourceSize: Qt.size(width, height)
        source: scene.folder + "boat.svg"
    }
    Repeater {
        model: 7
        Rectangle {
            id: glint
            required property int index
            readonly property real depth: (glint.index + 1) / 8
            x: (glint.index * 397 + 60) % (scene.width - 160) + 14 * Math.sin(scene.seconds * 0.5 + glint.index)
            y: scene.shore + 40 + glint.depth * (scene.height - scene.shore - 70)
            width: 50 + 90 * glint.depth
            height: 3 + 2 * glint.depth
            radius: height / 2
            color: "#FFFFFF"
            opacity: 0.25 + 0.25 * Math.sin(scene.seconds * 0.9 + glint.index * 1.7)
        }
    }
}
