package dev.migrate.diff;

import java.util.List;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PossibleRename}.
 */
class PossibleRenameTests {

	private static final QualifiedName PRODUCT = QualifiedName.of("product");

	private static final Column PRICE = Column.of("price", "numeric(38,2)", true);

	@Test
	void aColumnThatGoesWhileALikeOneComesMayBeRenamed() {
		Changes changes = Changes.of(List.of(new Change.DropColumn(PRODUCT, PRICE),
				new Change.AddColumn(PRODUCT, Column.of("cost", "numeric(38,2)", false))));
		assertThat(PossibleRename.in(changes)).extracting(PossibleRename::toString)
			.containsExactly("column product.cost for column product.price");
	}

	@Test
	void aColumnOfAnotherTypeOrTableIsNoRename() {
		Changes changes = Changes.of(List.of(new Change.DropColumn(PRODUCT, PRICE),
				new Change.AddColumn(PRODUCT, Column.of("cost", "bigint", true)),
				new Change.AddColumn(QualifiedName.of("item"), PRICE)));
		assertThat(PossibleRename.in(changes)).isEmpty();
	}

	@Test
	void aTableThatGoesWhileALikeOneComesMayBeRenamed() {
		Changes changes = Changes.of(List.of(new Change.DropTable(Table.of(PRODUCT, List.of(PRICE))),
				new Change.CreateTable(Table.of(QualifiedName.of("item"), List.of(PRICE)))));
		assertThat(PossibleRename.in(changes)).extracting(PossibleRename::toString)
			.containsExactly("table item for table product");
	}

}
