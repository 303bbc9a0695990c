package import Foundation

/// Where a program lies; nil where it is nowhere on the PATH.
package func findProgram(_ name: String) -> URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").lazy.map { URL(fileURLWithPath: "\($0)/\(name)") }.first {
        FileManager.default.isExecutableFile(atPath: $0.path)
    }
}
