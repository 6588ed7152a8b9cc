// Checks a Tilsagn log with Go's own transparency log packages and nothing of ours: the signature of the
// checkpoint, the tiles, an inclusion proof and a consistency proof.
//
//	go run verify.go URL KEY OLDER
//
// URL is the log's address (…/log), KEY its verifier key, OLDER the size of an earlier tree.
package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var base string

func main() {
	base = os.Args[1]
	verifier, err := note.NewVerifier(os.Args[2])
	check("key", err)
	signed, err := note.Open(get("/checkpoint"), note.VerifierList(verifier))
	check("signature", err)
	lines := strings.Split(signed.Text, "\n")
	if lines[0] != verifier.Name() {
		fail("origin", lines[0])
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check("size", err)
	root, err := tlog.ParseHash(lines[2])
	check("root", err)
	tree := tlog.Tree{N: size, Hash: root}
	// The reader holds every tile against the signed root before it gives a hash of it.
	hashes := tlog.TileHashReader(tree, tiles{})

	for n := int64(0); n < size; n++ {
		record := entry(n, size)
		leaf := tlog.RecordHash(record)
		proof, err := tlog.ProveRecord(size, n, hashes)
		check("inclusion proof", err)
		check("inclusion", tlog.CheckRecord(proof, size, root, n, leaf))
	}
	older, err := strconv.ParseInt(os.Args[3], 10, 64)
	check("older size", err)
	olderRoot, err := tlog.TreeHash(older, hashes)
	check("older root", err)
	proof, err := tlog.ProveTree(size, older, hashes)
	check("consistency proof", err)
	check("consistency", tlog.CheckTree(proof, size, root, older, olderRoot))
	fmt.Printf("size %d root %s older %s\n", size, root, base64.StdEncoding.EncodeToString(olderRoot[:]))
}

type tiles struct{}

func (tiles) Height() int { return 8 }

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		// Go writes the height into the path (tile/8/0/000), C2SP leaves it out.
		all = append(all, get("/tile/"+strings.TrimPrefix(tile.Path(), "tile/8/")))
	}
	return all, nil
}

var bundles = map[int64][][]byte{}

// The record of an entry, from the bundle it is in.
func entry(n, size int64) []byte {
	index := n / 256
	if bundles[index] == nil {
		path := tlog.Tile{H: 8, L: 0, N: index, W: 256}
		if size-index*256 < 256 {
			path.W = int(size - index*256)
		}
		data := get("/tile/entries/" + strings.TrimPrefix(path.Path(), "tile/8/0/"))
		for len(data) > 0 {
			length := int(data[0])<<8 | int(data[1])
			bundles[index] = append(bundles[index], data[2:2+length])
			data = data[2+length:]
		}
	}
	return bundles[index][n%256]
}

func get(path string) []byte {
	response, err := http.Get(base + path)
	check(path, err)
	defer response.Body.Close()
	if response.StatusCode != 200 {
		fail(path, response.Status)
	}
	body, err := io.ReadAll(response.Body)
	check(path, err)
	return body
}

func check(what string, err error) {
	if err != nil {
		fail(what, err.Error())
	}
}

func fail(what, why string) {
	fmt.Fprintf(os.Stderr, "%s: %s\n", what, why)
	os.Exit(1)
}
