//! Help, versions, wrong arguments.

use insta_cmd::assert_cmd_snapshot;

use super::Folder;

#[test]
fn program() {
    assert_cmd_snapshot!("help", Folder::new().run(&["--help"]));
}

#[test]
fn each_command() {
    for command in rapporteur::cli::command().get_subcommands() {
        let name = command.get_name();
        assert_cmd_snapshot!(format!("help_{name}"), Folder::new().run(&[name, "--help"]));
    }
}

#[test]
fn without_arguments_it_shows_help_and_fails() {
    let (status, out, told) = Folder::new().outcome(&[]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(told.contains("Usage: rapporteur <COMMAND>"), "{told}");
}

#[test]
fn version() {
    let (status, out, _) = Folder::new().outcome(&["--version"]);
    assert_eq!(status, Some(0));
    assert_eq!(out, concat!("rapporteur ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_wrong_argument_is_status_2() {
    assert_cmd_snapshot!(
        "wrong_argument",
        Folder::new().run(&["validate", "--formt", "json", "x"])
    );
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    let folder = Folder::new();
    let (status, manual, _) = folder.outcome(&["man"]);
    assert_eq!(status, Some(0));
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (status, script, _) = folder.outcome(&["completions", shell]);
        assert_eq!(status, Some(0));
        for command in rapporteur::cli::command().get_subcommands() {
            let command = command.get_name();
            assert!(script.contains(command), "{shell}: {command}");
            assert!(manual.contains(&format!("rapporteur\\-{command}")), "{command}");
        }
    }
    let (status, page, _) = folder.outcome(&["man", "validate"]);
    assert_eq!(status, Some(0));
    assert!(
        page.contains("rapporteur\\-validate") || page.contains("rapporteur-validate"),
        "{page}"
    );
    let (status, _, told) = folder.outcome(&["man", "nothing"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("no command is called `nothing`"), "{told}");
}
