package dev.migrate.changelog.revision;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.migrate.CannotProceedException;
import dev.migrate.MigrationFailedException;
import dev.migrate.RevisionPhase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
	void headsAncestorsAndDescendantsAreDetermined() {
		assertThat(this.line.heads()).containsExactly(this.third);
		assertThat(this.line.ancestors(this.third)).containsExactlyInAnyOrder(this.first, this.second);
		assertThat(this.line.descendants(this.first)).containsExactlyInAnyOrder(this.second, this.third);
		assertThat(this.line.tips(List.of(this.first, this.third))).containsExactly(this.third);
	}

	@Test
	void revisionThatRunsBeforeItsParentIsRejected() {
		Revision late = revision("4", "late", "5");
		Revision early = revision("5", "early");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> RevisionGraph.of(List.of(late, early)))
			.withMessage("Revision 4 builds on 5, but Liquibase would run it first: v/4 comes before v/5. Put a later"
					+ " time in its file name, or correct migrate.parent.");
	}

	@Test
	void idsAndUniquePartsAreResolved() {
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
	void relativeReferencesAreResolved() {
		List<Revision> applied = List.of(this.first, this.second);
		assertThat(this.line.resolveOne("-1", applied)).contains(this.first);
		assertThat(this.line.resolveOne("-2", applied)).isEmpty();
		assertThat(this.line.undone("-2", applied)).containsExactly(this.first, this.second);
		assertThat(this.line.undone("base", applied)).containsExactly(this.first, this.second);
		assertThat(this.line.undone("create_product", applied)).containsExactly(this.second);
		assertThat(this.line.resolveOne("+1", applied)).contains(this.third);
		assertThat(this.line.resolveOne("+2", List.of())).contains(this.second);
		assertThat(this.line.resolveOne("price+1", applied)).contains(this.third);
		assertThat(this.line.resolveOne("head-2", applied)).contains(this.first);
		refused("-3", applied, "reaches beyond base");
		refused("+2", applied, "reaches beyond head");
	}

	@Test
	void exactIdPrecedesRelativeReference() {
		Revision odd = revision("release-1", "");
		RevisionGraph graph = RevisionGraph.of(List.of(revision("release", ""), odd));
		assertThat(graph.resolveOne("release-1", List.of())).contains(odd);
	}

	@Test
	void unknownAndAmbiguousReferencesAreReported() {
		refused("nothing", List.of(), "No revision matches 'nothing'");
		refused("add", List.of(), "'add' matches 2 revisions: 20260102000000, 20260103000000");
		refused(" ", List.of(), "Specify a revision");
	}

	@ParameterizedTest
	@ValueSource(strings = { "add_prcie", "ad_price", "add pirce", "20260102000001" })
	void similarRevisionIsSuggested(String reference) {
		refused(reference, List.of(),
				"No revision matches '" + reference + "'; did you mean 20260102000000 (add_price)?");
	}

	@Test
	void headIsAmbiguousWithSeveralHeads() {
		Revision other = revision("20260104000000", "other", "20260101000000");
		RevisionGraph graph = RevisionGraph.of(List.of(this.first, this.second, other));
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> graph.resolve("head", List.of()))
			.withMessage("The changelog has 2 heads: 20260102000000, 20260104000000; specify one of them, or heads.");
		assertThat(graph.resolve("heads", List.of())).hasSize(2);
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> graph.resolve("-1", graph.revisions()))
			.withMessageContaining("The database is at 2 revisions");
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> graph.resolve("+1", List.of(this.first)))
			.withMessageContaining("branch at 20260101000000");
	}

	@Test
	void missingParentsAndCyclesAreRejected() {
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> RevisionGraph.of(List.of(revision("2", "", "1"))))
			.withMessageContaining("Revision 2 names 1 as its parent");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> RevisionGraph.of(List.of(revision("1", "", "2"), revision("2", "", "1"))))
			.withMessageContaining("cycle: 1, 2");
	}

	private Revision one(String reference) {
		return this.line.resolveOne(reference, List.of()).orElseThrow();
	}

	private void refused(String reference, List<Revision> applied, String message) {
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> this.line.resolve(reference, applied))
			.withMessageContaining(message);
	}

	private static Revision revision(String id, String slug, String... parents) {
		Changeset changeset = new Changeset(id + ".1", "ada", "v/" + id, null, false, false, null, Set.of());
		return new Revision(id, slug, slug, Arrays.asList(parents), List.of(), List.of(), "v/" + id, List.of(),
				RevisionPhase.BEFORE_START, List.of(changeset));
	}

	/**
	 * Two lines without a common revision, one of which depends on the other. The first
	 * line has two branches, which are merged.
	 */
	@Nested
	class Branches {

		private final Revision root = revision("1", "root");

		private final Revision cart = labelled(revision("2", "cart", "1"), "cart");

		private final Revision stock = revision("3", "stock", "1");

		private final Revision basket = revision("4", "basket", "2");

		private final Revision merge = revision("5", "merge", "4", "3");

		private final Revision audit = labelled(revision("6", "audit"), "audit");

		private final Revision report = depending(revision("7", "report", "6"), "3");

		private final RevisionGraph graph = RevisionGraph
			.of(List.of(this.root, this.cart, this.stock, this.basket, this.merge, this.audit, this.report));

		@Test
		void branchPointsHeadsAndDependenciesAreDetermined() {
			assertThat(this.graph.branchPoints()).containsExactly(this.root);
			assertThat(this.graph.heads()).containsExactly(this.merge, this.report);
			assertThat(this.graph.effectiveHeads()).containsExactly(this.merge, this.report);
			assertThat(this.graph.ancestors(this.report)).containsExactlyInAnyOrder(this.audit, this.stock, this.root);
			assertThat(this.graph.descendants(this.stock)).containsExactlyInAnyOrder(this.merge, this.report);
			assertThat(this.graph.line(this.audit)).containsExactly(this.audit, this.report);
			assertThat(this.graph.tips(List.of(this.root, this.cart, this.stock))).containsExactly(this.cart,
					this.stock);
		}

		@Test
		void headThatAnotherDependsOnIsNoEffectiveHead() {
			RevisionGraph means = RevisionGraph.of(List.of(this.root, depending(revision("8", "needs"), "1")));
			assertThat(means.heads()).extracting(Revision::id).containsExactly("1", "8");
			assertThat(means.effectiveHeads()).extracting(Revision::id).containsExactly("8");
		}

		@Test
		void labelAppliesToDescendantsAndBackToTheBranchPoint() {
			assertThat(this.graph.branch("cart")).containsExactly(this.cart, this.basket, this.merge);
			assertThat(this.graph.branch("audit")).containsExactly(this.audit, this.report);
			assertThat(this.graph.labels(this.stock)).isEmpty();
			RevisionGraph late = RevisionGraph.of(List.of(this.root, revision("2", "", "1"),
					labelled(revision("3", "", "2"), "late"), revision("4", "", "1")));
			assertThat(late.branch("late")).extracting(Revision::id).containsExactly("2", "3");
		}

		@Test
		void referencesAreResolvedWithinABranch() {
			List<Revision> applied = List.of(this.root, this.cart, this.stock, this.audit);
			assertThat(this.graph.resolveOne("cart@head", applied)).contains(this.merge);
			assertThat(this.graph.resolveOne("audit", applied)).contains(this.audit);
			assertThat(this.graph.resolveOne("audit@head", applied)).contains(this.report);
			assertThat(this.graph.resolveOne("audit@+1", applied)).contains(this.report);
			assertThat(this.graph.resolveOne("audit@+1", List.of())).contains(this.audit);
			assertThat(this.graph.resolveOne("cart@+1", applied)).contains(this.basket);
			assertThat(this.graph.resolveOne("cart@head-0", applied)).contains(this.merge);
			assertThat(this.graph.resolveOne("audit@report", applied)).contains(this.report);
			assertThat(this.graph.resolveOne("audit@base", applied)).isEmpty();
			assertThat(this.graph.resolveOne("6@head", applied)).contains(this.report);
			assertThat(this.graph.resolveOne("cart@current", applied)).contains(this.cart);
			refused("audit@stock", "Revision 3 is not on branch audit.");
			refused("nowhere@head", "There is no branch 'nowhere'; the branches are cart, audit.");
			refused("head", "The changelog has 2 heads: 5, 7; specify one of them, or heads.");
		}

		@Test
		void downgradeUndoesDescendants() {
			List<Revision> all = this.graph.revisions();
			assertThat(this.graph.undone("audit@base", all)).containsExactly(this.audit, this.report);
			assertThat(this.graph.undone("cart@base", all)).containsExactly(this.cart, this.basket, this.merge);
			assertThat(this.graph.undone("cart@-1", all)).containsExactly(this.merge);
			assertThat(this.graph.undone("stock", all)).containsExactly(this.merge, this.report);
			assertThat(this.graph.undone("cart@base", List.of(this.root, this.cart, this.stock)))
				.containsExactly(this.cart);
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> this.graph.undone("-1", all))
				.withMessage("The database is at 2 revisions: 5, 7; specify which one '-1' is relative to, for"
						+ " example 5@-1.");
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> this.graph.undone("5@-2", all))
				.withMessage("'5@-2' reaches beyond the merge of 3, 4; specify the target revision.");
		}

		@Test
		void duplicateLabelsAndMissingDependenciesAreRejected() {
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> RevisionGraph
					.of(List.of(labelled(revision("2", "cart"), "cart"), labelled(this.root, "cart"))))
				.withMessageContaining("both name their branch cart");
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> RevisionGraph.of(List.of(labelled(this.root, "1"))))
				.withMessageContaining("is the id of a revision");
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> RevisionGraph.of(List.of(depending(this.root, "9"))))
				.withMessageContaining("Revision 1 names 9 as a dependency");
		}

		private void refused(String reference, String message) {
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> this.graph.resolve(reference, List.of()))
				.withMessage(message);
		}

		private static Revision labelled(Revision revision, String label) {
			return new Revision(revision.id(), revision.slug(), revision.message(), revision.parents(),
					revision.dependencies(), List.of(label), revision.path(), List.of(), revision.phase(),
					revision.changesets());
		}

		private static Revision depending(Revision revision, String dependency) {
			return new Revision(revision.id(), revision.slug(), revision.message(), revision.parents(),
					List.of(dependency), revision.labels(), revision.path(), List.of(), revision.phase(),
					revision.changesets());
		}

	}

}
