"""What a kind counts: figures said by conditions on columns, composed once, summed or listed."""
