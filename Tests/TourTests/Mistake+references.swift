import Tour

extension Mistake {
    static let references = [
        Mistake(
            .badID,
            "id: castle",
            "id: Castle Hill",
            "`id` is 'Castle Hill', which is no id",
            "use lowercase letters a to z, digits and hyphens, beginning with a letter or digit"
        ),
        Mistake(
            .badID,
            "id: y1880",
            "id: -1880",
            "`id` is -1880, which is no id",
            "use lowercase letters a to z, digits and hyphens, beginning with a letter or digit"
        ),
        Mistake(
            .badID,
            "id: castle",
            "id: schloß",
            "`id` is 'schloß', which is no id",
            "use lowercase letters a to z, digits and hyphens, beginning with a letter or digit"
        ),
        Mistake(
            .duplicateID,
            "id: roman-camp",
            "id: castle # again",
            "the id 'castle' is taken already, in line 16",
            "give each an id of its own"
        ),
        Mistake(
            .duplicateID,
            "id: y1880",
            "id: y1905 # again",
            "the id 'y1905' is taken already, in line 57",
            "give each an id of its own"
        ),
        Mistake(
            .unknownEpoch,
            "on: today",
            "on: tody",
            "`on` is 'tody', no epoch of this place",
            "did you mean `today`?"
        ),
        Mistake(
            .unknownEpoch,
            "on: today",
            "on: romans",
            "`on` is 'romans', no epoch of this place",
            "use one of `today`, `y1871`, `middle-ages`"
        ),
        Mistake(
            .unknownEpoch,
            "on: today",
            "on: y1905",
            "`on` is 'y1905', this epoch itself",
            "use one of `today`, `y1871`, `middle-ages`"
        ),
        Mistake(
            .unknownEpoch,
            "on: today",
            "on: y1880",
            "`on` is 'y1880', itself a photo",
            "use one of `today`, `y1871`, `middle-ages`"
        ),
        Mistake(
            .badPath,
            "route: old-town.gpx",
            "route: /media/old-town.gpx",
            "`route` is '/media/old-town.gpx', an absolute path",
            "write it relative to this file's folder, so that the tour can move"
        ),
        Mistake(
            .badPath,
            "route: old-town.gpx",
            "route: https://example.org/old-town.gpx",
            "`route` is 'https://example.org/old-town.gpx', an absolute path",
            "write it relative to this file's folder, so that the tour can move"
        ),
        Mistake(
            .badPath,
            "route: old-town.gpx",
            "route: C:/old-town.gpx",
            "`route` is 'C:/old-town.gpx', an absolute path",
            "write it relative to this file's folder, so that the tour can move"
        ),
        Mistake(
            .badPath,
            "geojson: ../../Assets/old-town/map.geojson",
            "geojson: ..\\map.geojson",
            "`geojson` is '..\\map.geojson', with a backslash",
            "write / between folders"
        ),
        Mistake(
            .badPath,
            "geojson: ../../Assets/old-town/map.geojson",
            "geojson: ../../Assets/old-town/..",
            "`geojson` is '../../Assets/old-town/..', which is a folder",
            "name a file in it"
        ),
        Mistake(
            .badPath,
            "route: old-town.gpx",
            "route: \"old\\ntown.gpx\"",
            "`route` is 'old town.gpx', of several lines",
            "write it on one line"
        ),
        Mistake(
            .badPath,
            "geojson: ../../Assets/old-town/map.geojson",
            "tiles: /srv/tiles",
            "`tiles` is '/srv/tiles', an absolute path",
            "write it relative to this file's folder, so that the tour can move"
        ),
        Mistake(
            .eitherOr,
            "  attribution: ©",
            "  tiles: map-tiles\n  attribution: ©",
            at: "map:",
            "this map has `geojson` and `tiles`",
            "give it either `geojson` or `tiles`"
        ),
        Mistake(
            .missingKey,
            "  attribution: © OpenStreetMap contributors",
            "  # whose?",
            at: "map:",
            "this map has no `attribution`",
            "add `attribution:` with a text"
        ),
        Mistake(
            .wrongType,
            "map:\n  geojson: ../../Assets/old-town/map.geojson\n  attribution: © OpenStreetMap contributors",
            "map: ../../Assets/old-town/map.geojson",
            "`map` is '../../Assets/old-town/map.geojson', not a mapping of keys to values",
            "write a line `key: value` for each of its keys, indented below it"
        ),
    ]
}
