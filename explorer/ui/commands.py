"""The window's own actions: files, insertion, views, panels and help. What a session alone can do is not here."""

from typing import TYPE_CHECKING

from explorer.ui.actions import WindowAction
from explorer.ui.canvas.grouping import add_note, group_selection, ungroup_selection
from explorer.ui.theme import Choice

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

_ZOOM_STEP = 1.25


def _empty(window: "MainWindow") -> str:
    return "" if window.session.design.nodes else "The design is empty"


def _no_node(window: "MainWindow") -> str:
    return "" if len(window.session.selection.ids("nodes")) == 1 else "Select one node to connect from"


def _no_single(window: "MainWindow") -> str:
    return "" if len(window.session.selection.keys) == 1 else "Select one thing to rename"


def _no_frame(window: "MainWindow") -> str:
    return "" if window.session.selection.ids("groups") else "No frame is selected"


def _no_problem(window: "MainWindow") -> str:
    return "" if window.docks.problems.count else "There are no problems"


def _no_fix(window: "MainWindow") -> str:
    return "" if window.docks.problems.has_fix else "No problem with a fix is selected"


def _on_canvas(window: "MainWindow") -> str:
    return "" if window.page == "canvas" else "Only on the canvas"


def _page(name: str, title: str, keys: str, help_text: str, *, first: bool = False) -> WindowAction:
    return WindowAction(
        id=f"view.{name}",
        title=title,
        help=help_text,
        menu="View",
        icon={"explore": "explore", "canvas": "canvas", "welcome": "template"}[name],
        shortcuts=(keys,),
        run=lambda window: window.show_page(name),
        checked=lambda window: window.page == name,
        starts_section=first,
    )


def _panel(name: str, title: str, keys: str, icon: str, *, first: bool = False) -> WindowAction:
    return WindowAction(
        id=f"panel.{name}",
        title=f"{title} panel",
        help=f"Show or hide the panel {title.lower()}",
        menu="View",
        icon=icon,
        shortcuts=(keys,) if keys else (),
        run=lambda window: window.docks.toggle(name),
        checked=lambda window: window.docks.is_shown(name),
        starts_section=first,
    )


def _theme(choice: Choice, title: str, icon: str, *, first: bool = False) -> WindowAction:
    return WindowAction(
        id=f"view.theme-{choice}",
        title=title,
        help={"system": "Light or dark as the system says"}.get(choice, f"Use {choice} colours"),
        menu="View",
        icon=icon,
        run=lambda window: window.choose_theme(choice),
        checked=lambda window: window.appearance.choice == choice,
        starts_section=first,
    )


def _add_note(window: "MainWindow") -> None:
    view = window.canvas
    view.edit_label(add_note(window.session, view.middle()))


def _add_frame(kind: str, title: str) -> WindowAction:
    return WindowAction(
        id=f"insert.{kind}",
        title=title,
        help=f"Put a frame ({title}) around the selected nodes, or an empty one",
        menu="Insert",
        icon="group",
        shortcuts=("Ctrl+G",) if kind == "frame" else (),
        run=lambda window: group_selection(window.session, kind, window.canvas.middle()),
        starts_section=kind == "frame",
    )


def _pan(window: "MainWindow", *, on: bool) -> None:
    window.canvas.set_panning(on)


FILE = (
    WindowAction(
        "file.new", "New", "Start an empty design", "File", lambda w: w.documents.new(), ("Ctrl+N",), "new"
    ),
    WindowAction(
        "file.open",
        "Open…",
        "Open a design, or a file of another tool",
        "File",
        lambda w: w.documents.open(),
        ("Ctrl+O",),
        "open",
    ),
    WindowAction(
        "file.save",
        "Save",
        "Write the design to its file",
        "File",
        lambda w: w.documents.save(),
        ("Ctrl+S",),
        "save",
        starts_section=True,
    ),
    WindowAction(
        "file.save-as",
        "Save as…",
        "Write the design to another file",
        "File",
        lambda w: w.documents.save_as(),
        ("Ctrl+Shift+S",),
    ),
    WindowAction(
        "file.export",
        "Export…",
        "Write a picture or another format",
        "File",
        lambda w: w.documents.export(),
        ("Ctrl+Shift+E",),
        "export",
        _empty,
    ),
    WindowAction(
        "file.quit", "Quit", "Close the window", "File", lambda w: w.close(), ("Ctrl+Q",), starts_section=True
    ),
)

EDIT = (
    WindowAction(
        "edit.rename",
        "Edit label",
        "Change the text of the selection where it stands",
        "Edit",
        lambda w: w.canvas.edit_label(next(iter(w.session.selection.keys))),
        (),
        why_disabled=_no_single,
        starts_section=True,
    ),
    WindowAction(
        "edit.ungroup",
        "Ungroup",
        "Remove the selected frame, leaving what is in it",
        "Edit",
        lambda w: ungroup_selection(w.session),
        ("Ctrl+Shift+G",),
        why_disabled=_no_frame,
    ),
)

INSERT = (
    WindowAction(
        "insert.service",
        "Service…",
        "Type the name of a service to add it",
        "Insert",
        lambda w: w.quick_insert(w.canvas.middle(), None),
        ("Ctrl+Space",),
        "add",
    ),
    WindowAction(
        "insert.connection",
        "Connect…",
        "Lead an arrow from the selected node to another",
        "Insert",
        lambda w: w.pick_target(),
        ("C",),
        "connect",
        _no_node,
        on_canvas=True,
    ),
    _add_frame("frame", "Frame"),
    _add_frame("vpc", "VPC"),
    _add_frame("subnet", "Subnet"),
    _add_frame("region", "Region"),
    _add_frame("account", "Account"),
    WindowAction(
        "insert.note",
        "Note",
        "Put a note in the middle of the view",
        "Insert",
        _add_note,
        ("T",),
        "note",
        starts_section=True,
        on_canvas=True,
    ),
)

VIEW = (
    _page("welcome", "Welcome", "Ctrl+1", "Templates and recent files"),
    _page("explore", "Explore", "Ctrl+2", "The catalog as a graph"),
    _page("canvas", "Design", "Ctrl+3", "The canvas with the design"),
    WindowAction(
        "view.zoom-in",
        "Zoom in",
        "Nearer",
        "View",
        lambda w: w.canvas.zoom_by(_ZOOM_STEP),
        ("Ctrl+=", "Ctrl++"),
        "zoom-in",
        _on_canvas,
        starts_section=True,
    ),
    WindowAction(
        "view.zoom-out",
        "Zoom out",
        "Further away",
        "View",
        lambda w: w.canvas.zoom_by(1 / _ZOOM_STEP),
        ("Ctrl+-",),
        "zoom-out",
        _on_canvas,
    ),
    WindowAction(
        "view.zoom-100",
        "Actual size",
        "One pixel per point",
        "View",
        lambda w: w.canvas.zoom_to(1.0),
        ("Ctrl+0",),
        "",
        _on_canvas,
    ),
    WindowAction(
        "view.fit-all",
        "Fit all",
        "Show the whole design",
        "View",
        lambda w: w.canvas.fit_all(),
        ("Shift+1", "Home"),
        "zoom-fit",
        _empty,
        on_canvas=True,
    ),
    WindowAction(
        "view.fit-selection",
        "Fit selection",
        "Show what is selected",
        "View",
        lambda w: w.canvas.fit_selection(),
        ("Shift+2",),
        "",
        _empty,
        on_canvas=True,
    ),
    WindowAction(
        "view.hand",
        "Hand tool",
        "Drag the picture instead of things on it",
        "View",
        lambda w: _pan(w, on=True),
        ("H",),
        "pan",
        starts_section=True,
        checked=lambda w: w.canvas.panning,
        on_canvas=True,
    ),
    WindowAction(
        "view.select",
        "Select tool",
        "Select, move and connect",
        "View",
        lambda w: _pan(w, on=False),
        ("V",),
        "select",
        checked=lambda w: not w.canvas.panning,
        on_canvas=True,
    ),
    WindowAction(
        "view.next-problem",
        "Next problem",
        "Go to the next finding",
        "View",
        lambda w: w.docks.problems.go_to_next(),
        ("F8",),
        "warning",
        _no_problem,
        starts_section=True,
    ),
    WindowAction(
        "view.previous-problem",
        "Previous problem",
        "Go to the finding before",
        "View",
        lambda w: w.docks.problems.go_to_next(back=True),
        ("Shift+F8",),
        "",
        _no_problem,
    ),
    WindowAction(
        "view.preview-fix",
        "Preview the fix",
        "Show on the canvas what the fix of the current problem would do",
        "View",
        lambda w: w.docks.problems.preview_current(),
        ("Ctrl+F8",),
        "",
        _no_fix,
    ),
    _panel("services", "Services", "Ctrl+Alt+1", "menu", first=True),
    _panel("outline", "Outline", "Ctrl+Alt+2", "layout"),
    _panel("inspector", "Inspector", "Ctrl+Alt+3", "settings"),
    _panel("problems", "Problems", "Ctrl+Shift+K", "warning"),
    _panel("cost", "Cost", "Ctrl+Shift+M", "cost"),
    _panel("flow", "Flow", "Ctrl+Shift+F", "flow"),
    _panel("limits", "Limits", "Ctrl+Shift+Y", "advice"),
    _panel("latency", "Latency", "Ctrl+Shift+T", "clock"),
    WindowAction(
        "view.focus",
        "Hide panels",
        "Show the page alone, or the panels again",
        "View",
        lambda w: w.docks.toggle_all(),
        ("Ctrl+.",),
    ),
    WindowAction(
        "view.next-panel",
        "Next panel",
        "Move the keyboard to the next panel",
        "View",
        lambda w: w.focus_next_panel(),
        ("F6",),
    ),
    WindowAction(
        "view.full-screen",
        "Full screen",
        "Use the whole screen",
        "View",
        lambda w: w.toggle_full_screen(),
        ("F11",),
        checked=lambda w: w.isFullScreen(),
    ),
    _theme("system", "Colours of the system", "settings", first=True),
    _theme("light", "Light", "sun"),
    _theme("dark", "Dark", "moon"),
    WindowAction(
        "view.icons-official",
        "Use official icons…",
        "Use the AWS architecture icons in a folder of yours",
        "View",
        lambda w: w.official_icons.choose(),
        (),
        "image",
        starts_section=True,
        checked=lambda w: w.appearance.icons is not None,
    ),
    WindowAction(
        "view.icons-own",
        "Use own icons",
        "Use the icons that come with the program",
        "View",
        lambda w: w.official_icons.use_own(),
        checked=lambda w: w.appearance.icons is None,
    ),
)

HELP = (
    WindowAction(
        "help.palette",
        "All commands…",
        "Find any command by its name",
        "Help",
        lambda w: w.command_palette(),
        ("Ctrl+Shift+P", "Ctrl+K", "F1"),
        "search",
    ),
    WindowAction(
        "help.shortcuts",
        "Keyboard and mouse…",
        "All keys and gestures on one sheet",
        "Help",
        lambda w: w.show_shortcuts(),
        ("Ctrl+/", "?"),
        "help",
    ),
    WindowAction(
        "help.reference",
        "Reference",
        "All that is known about the selected service, with its sources",
        "Help",
        lambda w: w.show_reference(),
        ("Shift+F1",),
        "info",
    ),
    WindowAction(
        "help.about",
        "About",
        "Version and licence",
        "Help",
        lambda w: w.show_about(),
        (),
        "info",
        starts_section=True,
    ),
)

WINDOW_ACTIONS = (*FILE, *EDIT, *INSERT, *VIEW, *HELP)
