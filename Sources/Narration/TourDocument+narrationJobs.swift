internal import Foundation
import Tour

extension TourDocument {
    /// The texts that are wished for, each sound once.
    ///
    /// - Throws: `NarrationError.tour` with all that stands against it, or the scripts' `TourError`.
    func narrationJobs(_ wish: NarrationWish) throws -> [NarrationJob] {
        let places = try chosen(places, \.id, wish.place, "place")
        let epochs = places.flatMap { place in place.epochs.map { (place: place, epoch: $0) } }
        let wanted = try chosen(epochs, \.epoch.id, wish.epoch, "epoch").filter { $0.epoch.script != nil }
        let languages = try chosen(languages, \.self, wish.language, "language")
        guard !wanted.isEmpty else {
            throw NarrationError.tour([
                "\(file): no epoch\(wish.isAll ? "" : " among these") has a `script`; add one, as in Tours/FORMAT.md"
            ])
        }
        var jobs: [NarrationJob] = []
        var faults = NarrationClaim.clashes(
            narrationClaims { place, epoch, tag in
                [nil, place.id].contains(wish.place) && [nil, epoch.id].contains(wish.epoch) && languages.contains(tag)
            }
        )
        for (place, epoch) in wanted {
            for language in languages {
                do throws(NarrationError) {
                    guard let job = try job(place, epoch, language, wish) else { continue }
                    if !jobs.contains(where: { $0.soundPath == job.soundPath }) { jobs.append(job) }
                } catch {
                    faults.append(error.description)
                }
            }
        }
        guard faults.isEmpty else { throw NarrationError.tour(faults) }
        return jobs
    }

    /// Of all epochs and languages, for what is not wanted now has its files, too.
    private func narrationClaims(isWanted: (_ place: Place, _ epoch: Epoch, _ tag: String) -> Bool) -> [NarrationClaim]
    {
        places.flatMap { place in
            place.epochs.flatMap { epoch in
                languages.compactMap { tag in
                    guard let script = epoch.script, let text = script[tag], let sound = epoch.narration?[tag] else {
                        return nil
                    }
                    return NarrationClaim(
                        mention: "\(file):\(script.marks[tag].line)",
                        language: tag,
                        script: resolve(text),
                        sound: resolve(sound),
                        captions: (epoch.captions?[tag]).map(resolve),
                        isWanted: isWanted(place, epoch, tag)
                    )
                }
            }
        }
    }

    /// Nil where the epoch has no script in that language.
    private func job(_ place: Place, _ epoch: Epoch, _ tag: String, _ wish: NarrationWish) throws(NarrationError)
        -> NarrationJob?
    {
        guard let script = epoch.script, let path = script[tag] else { return nil }
        let mention = "\(file):\(script.marks[tag].line)"
        let language = Language(tag: tag)
        guard let sound = epoch.narration?[tag] else {
            throw .tour([
                "\(mention): '\(epoch.id)' has a `script`, but no `narration`; name the sound files to make, as in Tours/FORMAT.md"
            ])
        }
        let format = SoundFormat(path: sound)
        let isRecorded = !wish.replaces && FileManager.default.fileExists(atPath: resolve(sound))
        guard format != nil || isRecorded else {
            let kinds = SoundFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
            throw .tour([
                "\(file):\(epoch.narration?.marks[tag].line ?? 1): '\(sound)' cannot be made; end its name in one of \(kinds)"
            ])
        }
        guard language.hasSpaces else {
            throw .tour([
                "\(mention): '\(tag)' is written without spaces between words, by which captions are broken; let a speaker record it"
            ])
        }
        do {
            return NarrationJob(
                place: place.id,
                epoch: epoch.id,
                language: language,
                mention: mention,
                script: try NarrationScript.read(path: resolve(path)),
                scriptPath: resolve(path),
                soundPath: resolve(sound),
                captionsPath: (epoch.captions?[tag]).map(resolve),
                format: format,
                pace: Pace(language, wordsPerMinute: wish.wordsPerMinute)
            )
        } catch {
            throw .tour([error.description])
        }
    }

    private func chosen<Item>(_ items: [Item], _ id: (Item) -> String, _ wish: String?, _ kind: String)
        throws(NarrationError) -> [Item]
    {
        guard let wish else { return items }
        let chosen = items.filter { id($0) == wish }
        guard chosen.isEmpty else { return chosen }
        var names: [String] = []
        for name in items.map(id) where !names.contains(name) { names.append(name) }
        throw .tour(["\(file): there is no \(kind) '\(wish)'; name one of: \(names.joined(separator: ", "))"])
    }
}

extension NarrationWish {
    fileprivate var isAll: Bool { place == nil && epoch == nil }
}
