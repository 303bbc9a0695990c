internal import Files
internal import Foundation

/// Folders that are made for files, and are removed again where none came into them.
struct NewFolders {
    /// Each after the one that it lies in.
    private var made: [String] = []

    /// Makes a folder where there is none, with those that it lies in.
    mutating func make(_ folder: String) throws(SystemFault) {
        if unsafe mkdir(folder, 0o777) == 0 { return made.append(folder) }
        let fault = SystemFault("create", folder)
        switch fault.code {
        case EEXIST where isFolder(folder):
            return
        case ENOENT where !isFolder(parent(of: folder)):
            try make(parent(of: folder))
            try make(folder)
        default:
            throw fault
        }
    }

    func removeEmpty() {
        for folder in made.reversed() { unsafe rmdir(folder) }
    }
}

private func isFolder(_ folder: String) -> Bool {
    var status = stat()
    return unsafe stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Of an absolute path.
private func parent(of path: String) -> String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
