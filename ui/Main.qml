pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// The window: what surrounds every screen, and the screen that the view names, loaded when it is first needed.
Window {
    id: main

    required property Bridge bridge
    property bool still: false
    property var view: null
    property var drafts: ({})
    property string draftsOf: ""

    readonly property var chrome: main.view ? main.view.chrome : ({})
    readonly property bool wide: main.width > main.height
    readonly property bool open: main.bridge.connected && main.view !== null
    readonly property bool scene: main.open && main.view.screen === "attract"

    color: Theme.page
    title: "HRSS kiosk"

    function file(screen: string): string {
        return "screens/" + screen.split("_").map(part => part[0].toUpperCase() + part.slice(1)).join("") + ".qml";
    }

    function send(intent: var): void {
        if (intent.intent === "change")
            main.drafts[intent.field] = intent.value;
        main.bridge.send(JSON.stringify(intent));
    }

    function show(view: var): void {
        const before = main.view ? main.view.screen : "";
        Words.language = view.chrome.language;
        Theme.large = view.chrome.text_size === "large";
        Theme.high = view.chrome.contrast === "high";
        if (["attract", "language", "farewell"].includes(view.screen))
            main.drafts = {};
        if (view.screen === "form" && main.draftsOf !== view.service.zh) {
            main.drafts = {};
            main.draftsOf = view.service.zh;
        }
        main.view = view;
        if (view.screen === before && loader.item) {
            loader.item.view = view;
        } else {
            loader.setSource(main.file(view.screen), {
                "view": view,
                "drafts": main.drafts
            });
            appear.restart();
        }
    }

    Component.onCompleted: Theme.still = main.still

    Connections {
        target: main.bridge
        function onViewArrived(json: string): void {
            main.show(JSON.parse(json));
        }
        function onConnectedChanged(): void {
            if (main.bridge.connected)
                return;
            main.drafts = {};
            main.draftsOf = "";
            main.view = null;
            loader.source = "";
        }
    }

    Connections {
        target: Words
        function onUnknown(id: string): void {
            main.bridge.unknownMessage(id);
        }
    }

    Connections {
        target: loader.item
        ignoreUnknownSignals: true
        function onSent(intent: var): void {
            main.send(intent);
        }
    }

    Loader {
        id: loader
        width: parent.width
        y: main.scene ? 0 : top.height
        height: (main.scene ? parent.height : nav.y) - y
    }

    NumberAnimation {
        id: appear
        target: loader
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.quick
        easing.type: Easing.OutCubic
    }

    Column {
        id: top
        width: parent.width
        visible: main.open

        SimulationBanner {
            width: parent.width
            visible: main.chrome.simulation ?? false
        }
        TopBar {
            width: parent.width
            chrome: main.chrome
            onScene: main.scene
            narrow: main.wide && steps.visible
            onSent: intent => main.send(intent)
        }
        Item {
            width: parent.width
            height: Theme.stepsHeight
            visible: !main.wide && !main.scene && (steps.visible || !Theme.large)
        }
    }

    // Under the bar where the screen is tall, in it where it is wide.
    StepLine {
        id: steps
        x: main.wide ? 640 : Theme.margin
        y: main.wide ? top.height - Theme.barHeight + (Theme.barHeight - height) / 2 : top.height - height
        brief: main.wide
        width: main.wide ? 720 : parent.width - 2 * Theme.margin
        visible: main.open && !main.scene && steps.length > 0
        marks: main.chrome.steps ?? []
        readonly property int length: steps.marks.length
    }

    NavBar {
        id: nav
        x: Theme.margin - Theme.space
        y: parent.height - height - (main.wide ? 0 : Theme.stripHeight)
        width: parent.width - 2 * x
        visible: main.open && !main.scene
        chrome: main.chrome
        strip: main.wide ? main.chrome.strip ?? null : null
        onSent: intent => main.send(intent)
    }

    Strip {
        width: parent.width
        y: parent.height - height
        visible: main.open && !main.wide && !main.scene && (main.chrome.strip ?? null) !== null
        message: main.chrome.strip ?? null
    }

    IdleWarning {
        anchors.fill: parent
        idle: main.open ? main.chrome.idle ?? null : null
        onStayed: main.send({"intent": "stay"})
    }

    Connecting {
        anchors.fill: parent
        visible: !main.open
    }
}
