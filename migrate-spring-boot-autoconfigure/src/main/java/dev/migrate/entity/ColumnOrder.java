package dev.migrate.entity;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.ColumnOrderingStrategy;
import org.hibernate.boot.model.relational.ColumnOrderingStrategyStandard;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;

/**
 * The order of the columns of a table: those of its primary key first, then the order
 * that Hibernate gives to the others. Hibernate itself sorts attributes by name, and by
 * default columns by size; it sorts its metadata only on export, after this library reads
 * it.
 */
final class ColumnOrder {

	private final Metadata metadata;

	private final ColumnOrderingStrategy strategy;

	ColumnOrder(Metadata metadata) {
		this.metadata = metadata;
		this.strategy = ((MetadataImplementor) metadata).getMetadataBuildingOptions().getColumnOrderingStrategy();
	}

	List<Column> of(Table table) {
		List<Column> ordered = this.strategy.orderTableColumns(table, this.metadata);
		if (ordered != null && !(this.strategy instanceof ColumnOrderingStrategyStandard)) {
			// The application has chosen this order.
			return ordered;
		}
		List<Column> others = new ArrayList<>((ordered != null) ? ordered : table.getColumns());
		List<Column> columns = new ArrayList<>();
		if (table.getPrimaryKey() != null) {
			for (Column column : of(table.getPrimaryKey())) {
				others.stream().filter(column::equals).findFirst().ifPresent(columns::add);
			}
		}
		others.removeAll(columns);
		columns.addAll(others);
		return columns;
	}

	List<Column> of(PrimaryKey key) {
		if (key.getColumnSpan() < 2 || key.getOriginalOrder() != null) {
			return key.getColumns();
		}
		List<Column> ordered = this.strategy.orderConstraintColumns(key, this.metadata);
		if (ordered == null) {
			return key.getColumns();
		}
		return (key.getOrderingUniqueKey() != null) ? key.getOrderingUniqueKey().getColumns() : ordered;
	}

}
