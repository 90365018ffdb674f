pragma Singleton
import QtQuick

// Every size, colour and duration of the screens. Pixels are those of the reference screen, 1080 wide and 0.248 mm each.
QtObject {
    property bool large: false
    property bool high: false
    property bool still: false

    readonly property string family: "Noto Sans CJK SC"
    readonly property int bold: Font.DemiBold

    // Four sizes of type; the large ones keep capitals at 7.3 mm (EN 301 549 5.1.4).
    readonly property int small: large ? 44 : 32
    readonly property int body: large ? 52 : 40
    readonly property int heading: large ? 68 : 56
    readonly property int display: large ? 84 : 72

    readonly property int gap: 16
    readonly property int space: 32
    readonly property int margin: 64
    readonly property int radius: 16
    readonly property int hairline: high ? 4 : 2

    readonly property int touch: 96
    readonly property int main: 144
    readonly property int key: 104

    readonly property int bannerHeight: 48
    readonly property int barHeight: 128
    readonly property int stepsHeight: 112
    readonly property int navHeight: 104
    readonly property int stripHeight: 88

    readonly property int quick: still ? 0 : 150
    readonly property int calm: still ? 0 : 250

    readonly property color page: high ? "#000000" : "#F3F6FA"
    readonly property color surface: high ? "#000000" : "#FFFFFF"
    readonly property color ink: high ? "#FFFFFF" : "#14213A"
    readonly property color muted: high ? "#FFFFFF" : "#4A5873"
    readonly property color line: high ? "#FFFFFF" : "#C9D3E0"
    readonly property color control: high ? "#FFFFFF" : "#6B7A94"
    readonly property color primary: high ? "#FFD400" : "#0B5CAD"
    readonly property color primaryPressed: high ? "#FFFFFF" : "#084785"
    readonly property color primaryInk: high ? "#000000" : "#FFFFFF"
    readonly property color primarySoft: high ? "#000000" : "#E4EEF8"
    readonly property color pressedSoft: high ? "#333333" : "#D3E3F3"
    readonly property color success: high ? "#FFD400" : "#1B7F4B"
    readonly property color successSoft: high ? "#000000" : "#EDF8F2"
    readonly property color warning: high ? "#FFD400" : "#8A5A00"
    readonly property color warningSoft: high ? "#000000" : "#FFF4D6"
    readonly property color trouble: high ? "#FFD400" : "#B3261E"
    readonly property color accent: high ? "#FFD400" : "#D6336C"
    readonly property color focus: high ? "#FFD400" : "#14213A"
    readonly property color veil: high ? "#E6000000" : "#B3101B30"
}
