package dev.migrate.changelog;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RevisionGraph} and its references.
 */
class RevisionGraphTests {

	private final Revision first = revision("20260101000000", "create_product");

	private final Revision second = revision("20260102000000", "add_price", "20260101000000");

	private final Revision third = revision("20260103000000", "add_weight", "20260102000000");

	private final RevisionGraph line = RevisionGraph.of(List.of(this.first, this.second, this.third));

	@Test
	void knowsHeadsAncestorsAndDescendants() {
		assertThat(this.line.heads()).containsExactly(this.third);
		assertThat(this.line.ancestors(this.third)).containsExactlyInAnyOrder(this.first, this.second);
		assertThat(this.line.descendants(this.first)).containsExactlyInAnyOrder(this.second, this.third);
		assertThat(this.line.tips(List.of(this.first, this.third))).containsExactly(this.third);
	}

	@Test
	void ordersParentsBeforeChildren() {
		Revision late = revision("4", "late", "5");
		Revision early = revision("5", "early");
		assertThat(RevisionGraph.of(List.of(late, early)).ordered()).containsExactly(early, late);
	}

	@Test
	void resolvesIdsAndUniqueParts() {
		assertThat(one("20260102000000")).isEqualTo(this.second);
		assertThat(one("add_price")).isEqualTo(this.second);
		assertThat(one("PRICE")).isEqualTo(this.second);
		assertThat(one("0103")).isEqualTo(this.third);
		assertThat(one("20260102000000.1")).isEqualTo(this.second);
		assertThat(one("head")).isEqualTo(this.third);
		assertThat(this.line.resolve("heads", List.of())).containsExactly(this.third);
		assertThat(this.line.resolveOne("base", List.of())).isEmpty();
		assertThat(this.line.resolve("current", List.of(this.first, this.second))).containsExactly(this.second);
	}

	@Test
	void resolvesArithmetic() {
		List<Revision> applied = List.of(this.first, this.second);
		assertThat(this.line.resolveOne("-1", applied)).contains(this.first);
		assertThat(this.line.resolveOne("-2", applied)).isEmpty();
		assertThat(this.line.resolveOne("+1", applied)).contains(this.third);
		assertThat(this.line.resolveOne("+2", List.of())).contains(this.second);
		assertThat(this.line.resolveOne("price+1", applied)).contains(this.third);
		assertThat(this.line.resolveOne("head-2", applied)).contains(this.first);
		refused("-3", applied, "goes back further than base");
		refused("+2", applied, "goes further than head");
	}

	@Test
	void anExactIdWinsOverArithmetic() {
		Revision odd = revision("release-1", "");
		RevisionGraph graph = RevisionGraph.of(List.of(revision("release", ""), odd));
		assertThat(graph.resolveOne("release-1", List.of())).contains(odd);
	}

	@Test
	void whatIsUnknownOrAmbiguousIsSaidSo() {
		refused("nothing", List.of(), "No revision matches 'nothing'");
		refused("add", List.of(), "'add' matches 2 revisions: 20260102000000, 20260103000000");
		refused(" ", List.of(), "A revision is needed");
	}

	@Test
	void severalHeadsAreNoHead() {
		Revision other = revision("20260104000000", "other", "20260101000000");
		RevisionGraph graph = RevisionGraph.of(List.of(this.first, this.second, other));
		assertThatExceptionOfType(RevisionReferenceException.class).isThrownBy(() -> graph.resolve("head", List.of()))
			.withMessage("The changelog has 2 heads: 20260102000000, 20260104000000; name one of them, or heads.");
		assertThat(graph.resolve("heads", List.of())).hasSize(2);
		assertThatExceptionOfType(RevisionReferenceException.class)
			.isThrownBy(() -> graph.resolve("-1", graph.revisions()))
			.withMessageContaining("The database is at 2 revisions");
		assertThatExceptionOfType(RevisionReferenceException.class)
			.isThrownBy(() -> graph.resolve("+1", List.of(this.first)))
			.withMessageContaining("branch at 20260101000000");
	}

	@Test
	void missingParentsAndCirclesAreErrors() {
		assertThatExceptionOfType(ChangelogException.class)
			.isThrownBy(() -> RevisionGraph.of(List.of(revision("2", "", "1"))))
			.withMessageContaining("Revision 2 names 1 as its parent");
		assertThatExceptionOfType(ChangelogException.class)
			.isThrownBy(() -> RevisionGraph.of(List.of(revision("1", "", "2"), revision("2", "", "1"))))
			.withMessageContaining("circle: 1, 2");
	}

	private Revision one(String reference) {
		return this.line.resolveOne(reference, List.of()).orElseThrow();
	}

	private void refused(String reference, List<Revision> applied, String message) {
		assertThatExceptionOfType(RevisionReferenceException.class)
			.isThrownBy(() -> this.line.resolve(reference, applied))
			.withMessageContaining(message);
	}

	private static Revision revision(String id, String slug, String... parents) {
		Changeset changeset = new Changeset(id + ".1", "ada", "v/" + id, null, false, false, null, Set.of());
		return new Revision(id, slug, slug, Arrays.asList(parents), "v/" + id, List.of(changeset));
	}

}
