"""The drawing of where goods came from and went to: order, places, boxes, arrows."""
