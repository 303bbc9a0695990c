import ArgumentParser

/// Of an option that names a file or a folder. Nothing is no name: the system would take it for the folder one is in.
func named(_ path: String) throws -> String {
    guard !path.isEmpty else { throw ValidationError("give a name") }
    return path
}
