"""``archex export``: a design as a picture or in another format."""

from pathlib import Path

import click

from explorer.app import Session
from explorer.app.session import written
from explorer.catalog import load_catalog
from explorer.cli.inputs import from_option, read_input
from explorer.cli.output import money, write_bytes
from explorer.drawing.official_icons import IconFolder
from explorer.formats import Look, codec_for, losses


@click.command()
@click.argument("file")
@click.option(
    "-o", "--output", required=True, help="File to write; its suffix tells the format. '-' with --to."
)
@click.option("--to", "to", default="", help="Format, where the output's name does not tell.")
@from_option
@click.option(
    "--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True, help="Colours."
)
@click.option(
    "--scale",
    type=click.FloatRange(0.25, 8),
    default=2.0,
    show_default=True,
    help="Pixels per point, for PNG.",
)
@click.option("--costs/--no-costs", default=False, help="Write each node's monthly cost on its tile.")
@click.option("--findings/--no-findings", default=False, help="Mark on each tile what the rules find there.")
@click.option(
    "--icons",
    metavar="FOLDER",
    default="",
    help="Use the AWS architecture icons in this folder, as SVG; ours for the rest.",
)
@click.option("--legend/--no-legend", default=True, help="Explain the kinds of arrow below the picture.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error.")
def command(
    file: str,
    output: str,
    to: str,
    from_: str,
    theme: str,
    scale: float,
    costs: bool,
    findings: bool,
    icons: str,
    legend: bool,
    quiet: bool,
) -> int:
    """Write a design as SVG, PNG, PDF, draw.io, Mermaid, JSON or another format. Needs no display."""
    catalog = load_catalog()
    session = Session(catalog)
    session.use(read_input(file, catalog, from_=from_).design)
    codec = codec_for(output, format_id=to)
    badges = (
        {key: f"{money(usd)} USD" for key, usd in session.estimate.by_node.items() if usd} if costs else {}
    )
    marks = session.findings_by_node if findings else {}
    folder = IconFolder(Path(icons), catalog) if icons else None
    look = Look(theme=theme, scale=scale, legend=legend, badges=badges, findings=marks, icons=folder)
    content = written(session.design, catalog, Path(output), look=look, format_id=codec.id)
    write_bytes(content, output)
    lost = [] if codec.is_picture else losses(codec, session.design)
    if lost and not quiet:
        click.echo(f"archex: {codec.title} cannot hold: {', '.join(lost)}", err=True)
    if folder and folder.asked and not quiet:
        click.echo(f"archex: {_account(folder)}", err=True)
    return 0


def _account(folder: IconFolder) -> str:
    """For how many of the services drawn the folder had an icon, and why not for others that it names."""
    used = sum(icon is not None for icon in folder.asked.values())
    refused = sorted(folder.refused.values())
    why = f"; refused {len(refused)}: {', '.join(refused)}" if refused else ""
    return f"official icons for {used} of {len(folder.asked)} services{why}"
