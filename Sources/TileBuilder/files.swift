internal import Foundation
internal import TourBundle

/// Whether there is a regular file at the path, or a link to one: what a tour may name.
package func isFile(_ path: String) -> Bool {
    FileState(path: path) != nil
}

func readFile(_ path: String) throws(TileBuilderError) -> Data {
    do {
        return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
        throw .system(path: path, operation: "read", reason: error.localizedDescription)
    }
}
