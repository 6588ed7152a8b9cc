// Checks a Tilsagn log with Go's own transparency log packages and nothing of ours: the signature of the
// checkpoint, the tiles, an inclusion proof and a consistency proof.
//
//	go run verify.go URL KEY OLDER [WITNESS]
//
// URL is the log's address (…/log), KEY its verifier key, OLDER the size of an earlier tree; `whole` in its place rebuilds
// the root from all entries and compares all tiles. WITNESS is the key of
// a witness that must have cosigned the checkpoint. With URL a file, it is a receipt that is checked.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
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
	if !strings.HasPrefix(base, "http") {
		receipt(verifier)
		return
	}
	known := []note.Verifier{verifier}
	if len(os.Args) > 4 {
		known = append(known, newWitness(os.Args[4]))
	}
	signed, err := note.Open(get("/checkpoint"), note.VerifierList(known...))
	check("signature", err)
	if len(signed.Sigs) != len(known) {
		fail("signature", "not everybody has signed")
	}
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
	if os.Args[3] == "whole" {
		whole(tree)
		return
	}

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

// Rebuilds the root from the entries, and holds every tile against them.
func whole(tree tlog.Tree) {
	var stored memory
	for n := int64(0); n < tree.N; n++ {
		hashes, err := tlog.StoredHashesForRecordHash(n, tlog.RecordHash(entry(n, tree.N)), stored)
		check("hash", err)
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(tree.N, stored)
	check("root", err)
	if root != tree.Hash {
		fail("root", root.String())
	}
	for _, tile := range tlog.NewTiles(8, 0, tree.N) {
		data, err := tlog.ReadTileData(tile, stored)
		check("tile", err)
		if !bytes.Equal(data, get("/tile/"+strings.TrimPrefix(tile.Path(), "tile/8/"))) {
			fail("tile", tile.Path())
		}
	}
	fmt.Printf("size %d root %s whole\n", tree.N, root)
}

type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, index := range indexes {
		hashes = append(hashes, m[index])
	}
	return hashes, nil
}

// Checks a receipt (C2SP tlog-proof) in the file that is named.
func receipt(verifier note.Verifier) {
	data, err := os.ReadFile(base)
	check("file", err)
	head, checkpoint, _ := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	check("extra", err)
	var said struct{ Record string }
	check("extra", json.Unmarshal(extra, &said))
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	check("index", err)
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		check("proof", err)
		proof = append(proof, hash)
	}
	signed, err := note.Open([]byte(checkpoint), note.VerifierList(verifier))
	check("signature", err)
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + strings.SplitN(signed.Text, "\n", 2)[1]))
	check("checkpoint", err)
	leaf := tlog.RecordHash([]byte(said.Record))
	check("inclusion", tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf))
	fmt.Printf("entry %d of %d\n", index, tree.N)
}

// A witness's key (C2SP tlog-cosignature), which Go's own package does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(text string) note.Verifier {
	parts := strings.SplitN(text, "+", 3)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	check("witness", err)
	if key[0] != 4 {
		fail("witness", "its key is of another kind")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	return witness{parts[0], binary.BigEndian.Uint32(sum[:4]), key[1:]}
}

func (w witness) Name() string { return w.name }

func (w witness) KeyHash() uint32 { return w.hash }

func (w witness) Verify(text, signature []byte) bool {
	at := binary.BigEndian.Uint64(signature[:8])
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", at, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
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
