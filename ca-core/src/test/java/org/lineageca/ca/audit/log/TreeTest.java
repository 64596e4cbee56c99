package org.lineageca.ca.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.octets.Octets;

/** Roots and proofs, beside the test data of Certificate Transparency and a second writing. */
final class TreeTest {

    /** The leaves of certificate-transparency's tests. */
    private static final List<Octets> LEAVES =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(Octets::ofHex)
                    .map(TreeHash::leaf)
                    .toList();

    private static TreeProofs proofs(List<Octets> leaves) {
        return new TiledTree(tiles(leaves), leaves.size()).proofs();
    }

    /** Tiles made without the code under test. */
    private static Tiles tiles(List<Octets> leaves) {
        return (level, place) -> {
            var hashes = new ArrayList<Octets>();
            var width = 1 << (8 * level);
            for (var offset = 0; offset < place.width(); offset++) {
                var first = (int) (place.first() + offset) * width;
                hashes.add(naive(leaves.subList(first, first + width)));
            }
            return hashes;
        };
    }

    /** RFC 6962 2.1, word by word. */
    private static Octets naive(List<Octets> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        return Octets.join(
                        Octets.ofHex("01"),
                        naive(leaves.subList(0, k)),
                        naive(leaves.subList(k, leaves.size())))
                .sha256();
    }

    private static List<Octets> leaves(int count, Random random) {
        return Stream.generate(
                        () -> {
                            var entry = new byte[random.nextInt(40)];
                            random.nextBytes(entry);
                            return TreeHash.leaf(Octets.of(entry));
                        })
                .limit(count)
                .toList();
    }

    private static List<Octets> hashes(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(" ", -1)).map(Octets::ofHex).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void rootsAreThoseOfCertificateTransparency(int size, String root) {
        var growing = new GrowingTree();
        LEAVES.subList(0, size).forEach(growing::add);

        assertThat(proofs(LEAVES).root(size)).hasToString(root);
        assertThat(growing.root()).hasToString(root);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void inclusionProofsAreThoseOfCertificateTransparency(int index, int size, String path) {
        var tree = proofs(LEAVES);

        assertThat(tree.inclusion(index, size)).isEqualTo(hashes(path));
        assertThat(
                        ProofCheck.isIncluded(
                                LEAVES.get(index), index, hashes(path), size, tree.root(size)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "6, 7, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
    })
    void consistencyProofsAreThoseOfCertificateTransparency(int from, int to, String proof) {
        var tree = proofs(LEAVES);

        assertThat(tree.consistency(from, to)).isEqualTo(hashes(proof));
        assertThat(ProofCheck.isConsistent(from, tree.root(from), to, tree.root(to), hashes(proof)))
                .isTrue();
    }

    @Test
    void everyProofOfEverySmallTreeHoldsAndFitsNoOtherPlace() {
        var leaves = leaves(40, new Random(1));
        var tree = proofs(leaves);
        for (var size = 1; size <= leaves.size(); size++) {
            var root = naive(leaves.subList(0, size));
            assertThat(tree.root(size)).isEqualTo(root);
            for (var index = 0; index < size; index++) {
                var path = tree.inclusion(index, size);
                for (var other = 0; other <= size; other++) {
                    assertThat(ProofCheck.isIncluded(leaves.get(index), other, path, size, root))
                            .as("leaf %s of %s at %s", index, size, other)
                            .isEqualTo(other == index);
                }
            }
            for (var from = 1; from <= size; from++) {
                var proof = tree.consistency(from, size);
                for (var other = 1; other <= size; other++) {
                    assertThat(ProofCheck.isConsistent(other, tree.root(from), size, root, proof))
                            .as("%s of %s as %s", from, size, other)
                            .isEqualTo(other == from);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 20261122)
    void largeTreesOfTilesAreTheSameAsOnesWrittenPlainly(long seed) {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var leaves = leaves(66_000, random);
        var growing = new GrowingTree();
        var sizes = random.ints(30, 1, leaves.size()).sorted().toArray();
        for (var size : sizes) {
            while (growing.size() < size) {
                growing.add(leaves.get((int) growing.size()));
            }
            var some = leaves.subList(0, size);
            var tree = proofs(some);
            var root = naive(some);
            var index = random.nextInt(size);
            var from = 1 + random.nextInt(size);

            assertThat(tree.root(size)).isEqualTo(root);
            assertThat(growing.root()).isEqualTo(root);
            var path = tree.inclusion(index, size);
            assertThat(ProofCheck.isIncluded(leaves.get(index), index, path, size, root)).isTrue();
            var proof = tree.consistency(from, size);
            var fromRoot = naive(leaves.subList(0, from));
            assertThat(ProofCheck.isConsistent(from, fromRoot, size, root, proof)).isTrue();
            for (var place = 0; place < proof.size(); place++) {
                var wrong = new ArrayList<>(proof);
                wrong.set(place, flipped(proof.get(place), random));
                assertThat(ProofCheck.isConsistent(from, fromRoot, size, root, wrong)).isFalse();
                wrong.remove(place);
                assertThat(ProofCheck.isConsistent(from, fromRoot, size, root, wrong)).isFalse();
            }
            for (var place = 0; place < path.size(); place++) {
                var wrong = new ArrayList<>(path);
                wrong.set(place, flipped(path.get(place), random));
                assertThat(ProofCheck.isIncluded(leaves.get(index), index, wrong, size, root))
                        .isFalse();
                wrong.remove(place);
                assertThat(ProofCheck.isIncluded(leaves.get(index), index, wrong, size, root))
                        .isFalse();
            }
        }
    }

    private static Octets flipped(Octets hash, Random random) {
        var bytes = hash.toArray();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Octets.of(bytes);
    }

    @Test
    void aTreeIsNotAskedForWhatItDoesNotHave() {
        var tree = proofs(LEAVES);

        assertThatThrownBy(() -> tree.inclusion(8, 8)).hasMessageContaining("no leaf 8");
        assertThatThrownBy(() -> tree.consistency(0, 8)).hasMessageContaining("from 0 to 8");
        assertThatThrownBy(() -> tree.consistency(9, 8)).hasMessageContaining("from 9 to 8");
    }

    @ParameterizedTest
    @CsvSource({
        "1234067, 256, x001/x234/067",
        "0, 256, 000",
        "273, 112, 273.p/112",
        "1000, 1, x001/000.p/1",
        "999, 255, 999.p/255"
    })
    void tilesHaveThePathsOfTheSpecification(long index, int width, String path) {
        assertThat(new TilePlace(index, width).path()).isEqualTo(path);
        assertThat(TilePlace.of(path)).isEqualTo(new TilePlace(index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00",
                "0000",
                "x000/000",
                "001/002",
                "x001/x2/003",
                "000.p/0",
                "000.p/256",
                "000.p/01",
                "000.p/",
                "-01",
                "x999/x999/x999/x999/x999/x999/999",
                "000/",
                "../000"
            })
    void otherPathsAreRefused(String path) {
        assertThatThrownBy(() -> TilePlace.of(path)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The example of the specification: 70,000 leaves. */
    @Test
    void tilesAtTheRightEdgeAreAsWideAsTheSpecificationSays() {
        assertThat(TilePlace.of(0, 69_999, 70_000)).isEqualTo(new TilePlace(273, 112));
        assertThat(TilePlace.of(1, 255, 70_000)).isEqualTo(new TilePlace(0, 256));
        assertThat(TilePlace.of(1, 272, 70_000)).isEqualTo(new TilePlace(1, 17));
        assertThat(TilePlace.of(2, 0, 70_000)).isEqualTo(new TilePlace(0, 1));
        assertThat(TilePlace.of(1, 0, 256)).isEqualTo(new TilePlace(0, 1));
    }

    @Test
    void bundlesHoldEntriesBehindTheirLengths() {
        var long1 = Octets.of(ByteBuffer.allocate(EntryBundle.LONGEST).put((byte) 7).array());
        var entries = List.of(Octets.ofHex("616263"), Octets.ofHex(""), long1);

        var bundle = EntryBundle.write(entries);

        assertThat(bundle.first(7)).hasToString("00036162630000");
        assertThat(bundle.part(7, 10)).hasToString("ffff07");
        assertThat(EntryBundle.read(bundle)).isEqualTo(entries);
        assertThatThrownBy(() -> EntryBundle.read(bundle.first(bundle.length() - 1)))
                .hasMessageContaining("ends within an entry");
        assertThatThrownBy(() -> EntryBundle.read(bundle.first(8)))
                .hasMessageContaining("ends within a length");
    }
}
