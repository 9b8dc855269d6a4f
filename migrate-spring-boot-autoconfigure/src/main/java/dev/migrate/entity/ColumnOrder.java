package dev.migrate.entity;

import java.util.List;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.ColumnOrderingStrategy;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;

/**
 * The order that Hibernate gives to columns when it creates tables. It sorts its metadata
 * only on export, after this library reads it.
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
		return (ordered != null) ? ordered : List.copyOf(table.getColumns());
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
