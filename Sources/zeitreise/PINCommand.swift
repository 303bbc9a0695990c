import ArgumentParser
import Foundation
import TourServer

struct PINCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Gives a guide a PIN for the console.",
        discussion: """
            Asks for the PIN twice on a terminal, or reads it from the first line of standard input, and writes its hash \
            into the file; a guide of that name gets a new one. `serve --guide-pin-file` reads the file when it starts. \
            A PIN has at least \(PINHash.shortest) characters; letters are allowed.

            Examples:
              zeitreise pin guides.pins --name Anna
              pwgen 8 1 | tee anna.txt | zeitreise pin guides.pins --name Anna
            """
    )

    @Argument(help: "The file of guides; made where it is not there.")
    var file: String

    @Option(help: "The guide's name, as other guides see it.")
    var name = "guide"

    func validate() throws {
        guard GuidePIN.isName(name) else {
            throw ValidationError("--name takes up to 32 letters, digits, spaces and .-_")
        }
    }

    func run() throws {
        let others = FileManager.default.fileExists(atPath: file) ? try GuidePIN.read(file) : []
        let guide = GuidePIN(name: name, hash: try PINHash(of: try pin()))
        let guides = others.filter { $0.name != name } + [guide]
        let text =
            "# Guides of this bus; written by 'zeitreise pin'.\n" + guides.map { "\($0.name) \($0.hash)\n" }.joined()
        try writeText(text, to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }

    private func pin() throws -> String {
        let pin = try ask("PIN for \(name): ")
        guard (PINHash.shortest...PINHash.longest).contains(pin.utf8.count) else {
            throw ValidationError("a PIN has at least \(PINHash.shortest) characters")
        }
        guard try !Terminal.isAsked || ask("Once more: ") == pin else {
            throw ValidationError("the two PINs differ")
        }
        return pin
    }

    private func ask(_ prompt: String) throws -> String {
        guard let line = Terminal.isAsked ? Terminal.readSecret(prompt) : readLine() else {
            throw ValidationError("no PIN came on standard input")
        }
        return line
    }
}
