internal import Foundation
internal import Tour

/// Nobody reads more.
private let mostUnused = 1000
/// The kinds that a tour can name. What else lies there, a page of licences or a project of an editor, has its reasons.
private let endings: Set = [
    "jpg", "jpeg", "png", "tif", "tiff", "mp3", "ogg", "opus", "m4a", "wav", "vtt", "geojson", "gpx",
]

/// Files that lie in the folders from which a tour takes its own, and below them, and that no tour names.
///
/// The tour's own folder is not searched below, nor those above it: there may be anything. Other tours, in the same folder
/// and in those beside it, may have their files in the same place.
func unusedFiles(_ reading: TourReading) -> [TourFinding] {
    let own = standard(folder(of: reading.file))
    let siblings = neighbours(of: reading.file).map { TourReading.read(path: $0) }
    let named = Set(([reading] + siblings).flatMap { tour in tour.references.map { standard(tour.resolve($0.path)) } })
    let folders = Set(reading.references.map { standard(folder(of: reading.resolve($0.path))) }).sorted()
    var found: Set<String> = []
    for folder in folders {
        let isAbove = own == folder || own.hasPrefix(folder == "/" ? "/" : folder + "/")
        for file in files(in: folder, below: !isAbove, except: named) where !named.contains(file) { found.insert(file) }
    }
    return found.sorted().prefix(mostUnused).map { file in
        TourFinding(
            code: .unusedFile,
            file: shown(file),
            mark: nil,
            message: "no tour names this file",
            advice: "name it in \(reading.file), or remove it"
        )
    }
}

/// What may be the documents of other tours: in a tour's folder, and in the folders beside it.
private func neighbours(of file: String) -> [String] {
    let own = standard(folder(of: file))
    let above = folder(of: own)
    let here = contents(of: own).filter { $0.hasSuffix(".yaml") }.map { "\(own)/\($0)" }
    let beside = contents(of: above).map { "\(above)/\($0)/tour.yaml" }
    return (here + beside).filter { $0 != standard(file) && isFile($0) }
}

/// The files in a folder whose names have one of the endings; and those below, but not of another tour, nor in folders that are
/// `named` themselves.
private func files(in folder: String, below: Bool, except named: Set<String>) -> [String] {
    var files: [String] = []
    var waiting = [folder]
    while let folder = waiting.popLast() {
        for name in contents(of: folder) where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            if endings.contains(URL(fileURLWithPath: name).pathExtension.lowercased()), isFile(path) {
                files.append(path)
            } else if below, isRealFolder(path), !isFile("\(path)/tour.yaml"), !named.contains(path) {
                waiting.append(path)
            }
        }
    }
    return files
}

/// Not a link to one, which may lead round in a circle.
private func isRealFolder(_ path: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType) == .typeDirectory
}

private func contents(of folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
}

private func folder(of file: String) -> String { URL(fileURLWithPath: file).deletingLastPathComponent().path }

/// Absolute, without `..`.
private func standard(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

/// From the folder in which the program runs, where the file lies below it.
private func shown(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
}
